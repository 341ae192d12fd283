# The interactive session.

# The line of keys at the bottom: a letter and what it does.
session-key-next = next
session-key-back = back
session-key-hint = hint
session-key-check = check
session-key-answer = answer
session-key-shell = shell
session-key-diff = diff
session-key-list = list
session-key-reset = reset
session-key-quit = quit
session-key-all = help

# The first time
session-welcome = # { $course }

    You learn Docker by doing, on your own engine. `kesako` looks at what is really there, and says what it sees. Nothing leaves this machine.
session-workspace-ask = Your work goes into a folder of its own, with your progress beside it.
session-workspace-folder = Folder
session-workspace = Your work goes into `{ $folder }`.
session-engine = Docker engine
session-images = Base images: { $images }

# Coming back
session-welcome-back = Welcome back: { $passed } of { $all } steps done. Here is where you were.
session-torn = { $count ->
    [one] One line of your progress could not be read; the rest is well.
   *[other] { $count } lines of your progress could not be read; the rest is well.
}
session-bye = See you. `kesako` goes on from here.

# The step
session-where = Type your commands in another terminal: `cd { $folder }`. Only one terminal? `s` opens a shell here.
session-go-on = `n` goes on: { $title }
session-passed-before = You have passed this step. `n` goes on: { $title }
session-last = That was the last step. `l` lists them all.
session-end = That was the last step, and all of them have passed! `n` shows what you know now.
session-end-more = `n` shows the rest.
session-finished = This is the end of the course, and the beginning of yours. `q` ends, `l` lists all steps.
session-steps-open = No step follows, but some are still open: `l` lists them.
session-all-passed = With that, every step of the course has passed! `kesako summary` shows what you know now.
session-first = This is the first step.
session-preparing = preparing this step…
session-looking-again = still looking…
session-looked = looked at { $time }
session-cut = … `c` prints all of it
session-stale = This is from before the step. `r` clears it away, `y` lets it count.
session-stuck = Stuck? `h` gives a nudge.
session-skip = Not passed yet. `n` again skips this step, any other key stays.
session-skip-optional = This step is optional: the course is complete without it. `n` again goes on, any other key stays.
session-solution = `d` again shows the solution, any other key keeps it closed.
session-typing = This window only shows the lesson. Commands go into another terminal, or press `s` for a shell here. Enter goes on.
session-pasted = Pasted text does nothing here: commands go into another terminal, or press `s` for a shell here.
session-no-hint = This step has no hints.
session-last-hint = That was the last hint. `d` shows the solution.
session-hint-again = That was the last hint already; there are no more. `d` shows the solution.
session-hint-answer = `a` answers the question.
session-no-question = This step asks nothing: what you do is looked at.
session-answer = Your answer
session-shell = A shell in the folder of this step. `exit` brings you back.
session-nothing-to-accept = There is nothing to accept here.
session-help = What you do is looked at as soon as you do it. You can also type `kesako hint`, `kesako check` and so on in another terminal.

# The engine
session-engine-gone = The Docker engine does not answer (`{ $endpoint }`).
session-engine-silent = The Docker engine takes too long to answer (`{ $endpoint }`).
session-engine-permission = You may not use the Docker engine (`{ $endpoint }`).
session-engine-mend = Try in another terminal: { $command }
session-engine-waits = You can go on reading. When it answers, this goes on by itself.
session-needs-engine = That needs the engine, and it does not answer now.
