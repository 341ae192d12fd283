# What the commands say.

# Scripts of a course that is not built in
commands-trust-shown = This course wants to run the following on your machine:
commands-trust-question = Run it?
commands-trust-refused = the script was not run

# show
commands-show-task = To do:
commands-show-prune = A plain `{ $command }` would also take: { $names }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. { $count ->
    [one] It is not the tutorial's.
   *[other] They are not the tutorial's.
}
commands-show-passed = You have passed this step. `kesako show { $step }` goes on: { $title }

# check
commands-check-passed = Passed
commands-check-next = `kesako show` goes on: { $title }
commands-check-last = That was the last step. `kesako list` lists them all.
commands-check-finished = With that, every step of the course has passed! `kesako summary` shows what you know now.
commands-check-hint = Stuck? `kesako hint` gives a nudge.

# hint
commands-hint-heading = Hint { $level } of { $of }
commands-hint-last = That was the last hint. `kesako solve` shows the solution.
commands-hint-again = That was the last hint already; there are no more. `kesako solve` shows the solution.

# solve
commands-solve-file = { $path } (solution)
commands-solve-answer = Answer: `{ $answer }`
commands-solve-answer-from = The answer comes from:
commands-solve-question = Carry it out? Copies of files that it writes over are kept.

# jump
commands-jump-plan = To get to the beginning of { $step }, this is removed (-) and carried out (+):
commands-jump-question = Go ahead? Your files of these chapters are set aside, not lost.
commands-jump-saved = Your files are in { $folder }.
commands-jump-done = This is where { $step } begins.
commands-jump-adopt = `kesako reset --all --adopt`, if what bears the course's names on this engine is left over from the tutorial

# reset
commands-reset-nothing = There is nothing to remove: nothing that the tutorial made is left.
commands-reset-list = { $count ->
    [one] This was made by the tutorial:
   *[other] These { $count } things were made by the tutorial:
}
commands-reset-gives-back = Given back: the name { $image }, to the image that had it when the step began ({ $id }).
commands-reset-lost = What this step started from is gone: { $lost }. `kesako jump { $step }` makes it anew.
commands-reset-untagged = untagged image { $name }
commands-reset-used = The image `{ $image }` keeps its name: containers that this reset leaves alone were made from it. `docker ps -a` shows them.
commands-reset-in-use = The volume `{ $volume }` stays: a container that this reset leaves alone uses it. `docker ps -a --filter volume={ $volume }` shows it.
commands-reset-question = Go ahead?
commands-reset-done = Done. Everything else is as it was.
commands-reset-left = { $count ->
    [one] Not removed, as its name is not the tutorial's
   *[other] Not removed, as their names are not the tutorial's
}: `{ $images }`. `docker rmi { $images }`, if that was you.

# course verify
commands-verify-question = This course's setups, solutions and attempts run on your machine and engine. Go on?
commands-verify-point-1 = before anything is done, the step does not pass
commands-verify-point-2 = each wrong attempt fails, with the finding it names
commands-verify-point-3 = the solution and each other right way passes, twice
commands-verify-point-4 = a check leaves the engine as it was
commands-verify-point-5 = a reset leaves nothing of the step, and touches nothing else
commands-verify-step = step
commands-verify-not-proven = Not proven:
commands-verify-sum = { $proven } of { $all } steps proven: { $rights } right ways, { $wrongs } wrong attempts, { $seconds } s, { $commands } s of them in the commands themselves
commands-verify-spent = Beside the commands: { $beginning } s to where steps begin (by all the solutions before: { $jumps } times), { $judging } s in checks, { $clearing } s clearing away
commands-verify-left-out = { $count } wrong attempts were left to their recordings
commands-mutate-made = made
commands-mutate-caught = caught
commands-mutate-declared = good
commands-mutate-unknown = unknown
commands-mutate-sum = { $made } mutations: { $caught } caught, { $declared } declared as good, { $unknown } that nobody could judge, { $survived } not caught, { $seconds } s

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
commands-images-missing = missing
commands-images-ways = Get them with `kesako images pull`, `pull --mirror PREFIX`, `load FILE` (an offline kit), or `stand-in` (small ones built here).
commands-images-pulled = { $reference } is pulled.

# images pull: why not
commands-pull-offline = { $reference } can't be pulled: no registry can be reached from here.
commands-pull-refused = { $reference } can't be pulled: the registry refuses the connection.
commands-pull-rate-limit = { $reference } can't be pulled: the registry's pull limit is reached; it is lifted within a few hours, or by `docker login`.
commands-pull-not-found = { $reference } can't be pulled: the registry has no such image, or wants a login for it.
commands-pull-denied = { $reference } can't be pulled: the registry wants a login.
commands-pull-timeout = { $reference } can't be pulled: the registry does not answer.
commands-pull-certificate = { $reference } can't be pulled: the engine does not accept the registry's certificate, or it has none.
commands-pull-disk = { $reference } can't be pulled: the engine's disk is full.
commands-pull-other = { $reference } can't be pulled: { $message }

# images save, load
commands-kit-saving = saving
commands-kit-saved = The kit is in { $file } ({ $size }): `kesako images load { $file }` loads it elsewhere.
commands-kit-incomplete = a kit needs all base images, and these are missing: { $images }
commands-kit-loading = loading
commands-kit-loaded = { $reference } is loaded from the kit.
commands-kit-lost = { $image } was loaded, and is not there
commands-kit-lacks = the kit lacks { $images }

# images stand-in
commands-stand-in-building = building
commands-stand-in-built = { $reference } is a stand-in built from this machine:
commands-stand-in-libraries = { $count ->
    [one] and the library it needs
   *[other] and the { $count } libraries they need
}
commands-stand-in-none = The course has no stand-in for { $reference }.
commands-stand-in-fetch = For stand-ins, fetch { $packages } into { $folder }? Nothing is installed.
commands-stand-in-fetched = Fetched: { $packages }
commands-stand-in-lacks = stand-ins need programs of these packages (as Debian calls them), which are not here: { $packages }
commands-stand-in-elsewhere = stand-ins are made of Linux programs ({ $packages }), which are not here

# Images are missing
commands-offer-missing = Base images of the course are missing: { $images }
commands-offer-question = How would you like to get them?
commands-offer-pull = pull them
commands-offer-mirror = pull them from a mirror
commands-offer-kit = load an offline kit
commands-offer-stand-ins = build small stand-ins from this machine
commands-offer-later = later
commands-offer-prefix = Mirror (such as mirror.local:5000)
commands-offer-file = File of the kit

# The record
commands-record-torn = line { $line } of the record is torn and can't be read; that line alone is lost
