# Exports: what the learner is asked and told, and the words of their pages.

# export
export-name-question = Your name, to stand in the export (Enter: none)
export-overwrite-question = { $file } is there already, and is no earlier export of this record. Write over it?
export-written-to = Written to { $file }.
export-nothing-yet = there is no progress in `{ $folder }` yet
export-is-folder = `{ $file }` is a folder
export-unwritable = cannot write `{ $file }`: { $error }
export-json-alone = `--json` gives the format json on standard output; `--format { $format }` needs `--output FILE` with it

# import
export-import-unreadable = cannot read `{ $file }`: { $error }
export-import-empty = `{ $file }` is empty
export-import-too-large = `{ $file }` is larger than any export
export-import-cut-short = `{ $file }` breaks off in line { $line }: it was not copied whole
export-import-not-json = `{ $file }` is no export: { $error }
export-import-not-an-export = `{ $file }` is JSON, but no export of kesako
export-import-older = `{ $file }` has schema { $schema }, which is older than what this kesako reads
export-import-future = `{ $file }` has schema { $schema }, which is newer than what this kesako reads
export-import-broken = `{ $file }` is a broken export: { $error }
export-import-other-course = `{ $file }` is of the course `{ $found }`; this is `{ $expected }`
export-import-hint-again = on the other machine: `kesako export --output FILE`, then copy it again
export-import-hint-json = only the format json can be continued: `kesako export --output FILE`
export-import-hint-newer = a newer kesako reads it; `kesako --version` says which one this is
export-import-hint-course = `--course DIR` names the folder of another course
export-import-edited = This export was edited after it was written: { $event ->
    [0] its events are as they were, something else is not.
   *[other] event { $event } is not as it was.
}
export-import-edited-question = Take it in all the same?
export-import-other-record = There is already progress in `{ $folder }` ({ $here } steps passed), and the export is of another record ({ $there } steps passed). Both are kept: what has passed in either has passed.
export-import-other-record-question = Put them together?
export-import-other-version = The export is of version { $there } of the course; here it is { $here }. Steps are recognised by their names.
export-import-nothing-new = Nothing new: everything in this export is here already.
export-import-done = { $events ->
    [one] One event taken in.
   *[other] { $events } events taken in.
} { $passed ->
    [one] One step has passed
   *[other] { $passed } steps have passed
} of { $all }.
export-import-unknown-steps = { $count ->
    [one] One step in it is not in this course.
   *[other] { $count } steps in it are not in this course.
} It stays in the record.
export-import-jump = `kesako jump { $step }` brings this engine to where the next step begins: **{ $title }**. What that builds on is not here yet.
export-import-go-on = `kesako` goes on with the next step: **{ $title }**
export-import-finished = The course is finished. `kesako summary` shows what you know now.

# Pages
export-steps = steps passed
export-points = points
export-active-time = at work
export-attempts = failed attempts
export-hints = hints seen
export-solutions = solutions seen
export-troubles = times the engine could not be looked at
export-state = State
export-step = Step
export-time = At work
export-column-attempts = Failed attempts
export-help = Help
export-near-misses = Slips
export-hints-seen = { $count ->
    [one] 1 hint
   *[other] { $count } hints
}
export-solution-seen = solution
export-optional = optional
export-state-passed = ✓ passed
export-state-current = → here
export-state-seen = · seen
export-state-open = not yet
export-period = From the first event to the last:
export-known = Known from it:
export-instructions = In a Dockerfile:
export-course = Course
export-content = Its content (SHA-256)
export-engine = Engine
export-record = Record
export-events-hash = Last hash of the events
export-written = Written
export-no-proof = The hashes make an edit evident. They are no proof: whoever edits can compute them again.

# The page at the end
export-end-heading = { $course }: you have made it!
export-so-far-heading = { $course }: what you know so far
export-end-said = You did all of this yourself, on a real engine. Each slip on the way was looked at, understood and mended: that is the part that stays.
export-so-far-said = All of this you did yourself, on a real engine. The rest waits for you, in your own time.
export-end-figures = { $passed } of { $all } steps, { $time } at work. { $attempts ->
    [0] Not one failed attempt
    [one] One failed attempt
   *[other] { $attempts } failed attempts
}, { $hints ->
    [0] no hint.
    [one] one hint.
   *[other] { $hints } hints.
}
export-end-commands = The commands you know now
export-end-keep = To keep: `kesako summary --html FILE` writes this as a page.
export-end-next = And now? Take a project of your own, and give it a Dockerfile. `kesako reset --all` clears away what the course has made here.
export-so-far-next = `kesako` goes on: { $title }
export-end-none = Nothing has passed yet. `kesako` shows the first step.
