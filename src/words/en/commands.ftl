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

# course verify
commands-verify-question = This course's setups, solutions and attempts run on your machine and engine. Go on?
commands-verify-point-1 = before anything is done, the step does not pass
commands-verify-point-2 = each wrong attempt fails, with the finding it names
commands-verify-point-3 = the solution and each other right way passes, twice
commands-verify-point-4 = a check leaves the engine as it was
commands-verify-point-5 = a reset leaves nothing of the step, and touches nothing else
commands-verify-step = step
commands-verify-sum = { $proven } of { $all } steps proven: { $rights } right ways, { $wrongs } wrong attempts, { $seconds } s

# course lint
commands-lint-clean = Nothing is wrong with the course.
commands-lint-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
commands-lint-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
commands-lint-files = { $count ->
    [one] in { $count } file
   *[other] in { $count } files
}

# images
commands-images-registry = pulled from a registry
commands-images-kit = from an offline kit
commands-images-stand-in = stand-in built here
commands-images-present = was there already
