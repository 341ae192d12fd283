# The report about many learners.

report-seconds = { $count } s
report-minutes = { $count } min
report-hours = { $count } h { $minutes }
report-days = { $count } d
report-of = { $part } of { $all }

# Head
report-title = { $course }: the class
report-subtitle = As of { $now } UTC, the time of the newest export · files read: { $files } · course version: { $versions }
report-headline = { $course }: { $learners ->
    [one] { $learners } learner
   *[other] { $learners } learners
}, { $finished } finished, median { $median } of { $steps } steps
report-as-of = As of { $now } UTC, the newest export
report-figure-learners = { $count ->
    [one] learner
   *[other] learners
}
report-figure-finished = have finished
report-figure-median = steps passed, median
report-figure-stuck = stuck now

# Headings and columns
report-learners = Learners
report-learner = Learner
report-steps = Steps
report-step = Step
report-stuck = Stuck longest
report-nobody-stuck = Nobody is stuck.
report-more = and { $count } more
report-map = Where it is hard
report-map-note = A tile for each step: passed / reached. The colour tells failed attempts for each learner who reached it.
report-files = Files with a remark
report-slips = Most frequent slips
report-slip = On what
report-reached = Reached
report-passed = Passed
report-median = Median
report-p90 = 90 %
report-active = Active time
report-attempts = Failed
report-hints = Hints
report-solutions = Solutions
report-last = Last seen
report-idle = Idle since
report-optional = optional
report-chapters-only = A column for each chapter: steps passed. A wider terminal shows each step.

# Signs
report-heat = { $from } to { $to }
report-heat-above = { $from } and more
report-key-passed = passed
report-key-solution = passed, solution seen
report-key-solution-seen = solution seen
report-key-current = there now
report-key-seen = was there
report-key-open = not reached

# The page's tools
report-search = Find a learner
report-which = Show
report-which-all = everybody
report-which-going = not finished
report-which-stuck = stuck
report-which-finished = finished
report-which-marked = with a remark
report-shown = { $shown } of { $all }
report-detail = Point at a cell, or go to one with Tab and the arrow keys: what happened there stands here.
report-detail-attempts = failed attempts: { $count }
report-detail-hints = hints: { $count }
report-note-time = Active time counts no silence of more than five minutes. Median and 90 % are of those who passed.
report-note-hash = Hashes in the exports make an edit evident; they are no proof.
report-generator = Made by kesako { $version } from exports, on this machine. Nothing in this page comes from or goes to a network.

# What is said of files
report-left-out = { $file }: left out: { $why }
report-marked = { $file }: { $learner }: { $why }
report-mark-edited = the file was edited after its export
report-mark-version = of version { $version } of the course
report-why-empty = the file is empty
report-why-too-large = larger than any export
report-why-cut-short = it breaks off in line { $line }
report-why-not-json = it is not JSON
report-why-not-an-export = JSON, but no export of kesako
report-why-older-schema = its schema { $schema } is older than the { $known } that this kesako reads; export it again
report-why-future-schema = its schema { $schema } is newer than the { $known } that this kesako reads; a newer kesako reads it
report-why-broken = the export is broken ({ $error })
report-why-too-many-steps = it has more steps than any course
report-why-duplicate = of the same record as { $shown }, which is newer or the same
report-why-other-course = of the course { $found }; this report is about { $expected }
report-why-not-found = there is no such file
report-why-unreadable = it can't be read ({ $error })
report-why-not-a-file = neither a file nor a folder; a pipe is read as -
report-why-empty-folder = a folder without any .json
report-why-no-match = no file fits this pattern

# Gradebooks
report-gradebook-nameless = { $count ->
    [one] One learner gave no name and stands as (…): the gradebook knows nobody of that name. Write theirs in its place.
   *[other] { $count } learners gave no name and stand as (…): the gradebook knows nobody of that name. Write theirs in its place.
}
report-gradebook-twins = These stand twice, and a gradebook can't tell them apart: { $names }

# Errors
report-nothing = none of these is an export that can be shown
report-nothing-hint = `kesako export --output FILE`, on each learner's machine, makes one
report-json-alone = --json prints one JSON object and nothing else; another format needs --output
report-layout-alone = --layout is for the format csv
report-overwrite-question = { $file } is no earlier report. Write over it?
report-missing-words = the words of the course can't be read; near misses stand by their names
