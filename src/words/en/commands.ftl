# What the commands say.

# Scripts of a course that is not built in
commands-trust-shown = This course wants to run the following on your machine:
commands-trust-question = Run it?
commands-trust-refused = the script was not run

# show
commands-show-task = To do:

# check
commands-check-passed = Passed
commands-check-next = `kesako show` goes on to the next step.
commands-check-hint = Stuck? `kesako hint` gives a nudge.

# hint
commands-hint-heading = Hint { $level } of { $of }
commands-hint-last = That was the last hint. `kesako solve` shows the solution.

# solve
commands-solve-file = { $path } (solution)
commands-solve-answer = Answer: `{ $answer }`
commands-solve-answer-from = The answer comes from:
commands-solve-question = Carry it out? Copies of files that it writes over are kept.

# jump
commands-jump-plan = To get to the beginning of { $step }, this is removed (-) and carried out (+):
commands-jump-question = Go ahead? Your files of these chapters are set aside, not lost.
commands-jump-saved = Your files are in { $folder }.
commands-jump-done = Here begins { $step }.

# reset
commands-reset-nothing = There is nothing to remove: nothing that the tutorial made is left.
commands-reset-list = { $count ->
    [one] This one thing was made by the tutorial:
   *[other] These { $count } things were made by the tutorial:
}
commands-reset-question = Remove it?
commands-reset-done = Removed. Everything else is as it was.
