# Why something could not be done: the errors of every part, and their causes.

# What the system says
error-io-not-found = no such file or folder
error-io-permission = permission denied
error-io-refused = connection refused
error-io-reset = the connection was cut
error-io-unreachable = there is no way to that machine
error-io-in-use = the address is in use
error-io-broken-pipe = nobody reads it any more
error-io-exists = it already exists
error-io-not-a-folder = a part of the path is not a folder
error-io-is-a-folder = it is a folder
error-io-not-empty = the folder is not empty
error-io-read-only = the file system is read-only
error-io-full = no space left on the disk
error-io-quota = the disk quota is used up
error-io-too-large = the file is too large
error-io-busy = it is in use
error-io-timed-out = no answer in time
error-io-name = the name is not possible here
error-io-text = it is not text in UTF-8
error-io-cut-short = it breaks off
error-io-interrupted = interrupted
error-io-memory = no memory left
error-io-elsewhere = it is on another file system

# Where JSON stops making sense
error-json-syntax = it is not JSON from line { $line }, column { $column } on
error-json-cut-short = it breaks off in line { $line }, column { $column }
error-json-missing = the field `{ $field }` is missing in what ends in line { $line }, column { $column }
error-json-value = another value is expected in line { $line }, column { $column }

# The engine
error-engine-gone = no engine answers at `{ $endpoint }`
error-engine-permission = the engine's socket `{ $endpoint }` may not be opened
error-engine-timeout = the engine at `{ $endpoint }` did not answer `{ $what }` within { $after }
error-engine-answer = the engine answered `{ $what }` with { $status }: { $message }
error-engine-absent = the engine says: { $message }
error-engine-garbled = the answer to `{ $what }` can't be understood
error-engine-image-missing = the image `{ $reference }` is not on the engine
error-engine-context = the context `{ $name }` is not known (looked for `{ $path }`)
error-engine-host-and-context = `--host` and `--context` can't be given together
error-file = `{ $path }` can't be used
error-config = `{ $path }` can't be understood
error-address = the engine's address `{ $address }` is not valid: { $why }
error-address-no-socket = the path of the socket is missing
error-address-no-host = no host and port
error-address-no-certificates = the folder of certificates is missing: set `DOCKER_CERT_PATH`
error-address-no-machine = no machine
error-address-scheme = it begins with none of `unix://`, `tcp://`, `ssh://`, `npipe://`

# What can't be done here
error-unsupported-links = following the links from `{ $path }` is not supported here
error-unsupported-tls = TLS to `{ $address }` is not supported here
error-unsupported-connection = a connection to `{ $address }` is not supported here
error-unsupported-request = a request to `{ $url }` is not supported here
error-unsupported-stand-in = a stand-in of `{ $reference }` without `{ $program }` ({ $package }) is not supported here
error-unsupported-log = reading this container's log is not supported here
error-unsupported-helper = looking with an image without `{ $program }` is not supported here
error-unsupported-folder = trying a folder of this size is not supported here
error-unsupported-look = this look is not supported here
error-unsupported-registry-look = a look at a registry is not supported here
error-unsupported-runtime = a look without a runtime is not supported here
error-unseen = could not look at what is on the engine

# The record
error-record-make = cannot make `{ $path }`
error-record-read = cannot read the record `{ $path }`
error-record-write = cannot write to the record `{ $path }`
error-record-busy = another session is open on `{ $path }`
error-record-beside = `kesako show`, `kesako check` and `kesako hint` work beside it
error-record-course = `{ $folder }` holds the progress of the course `{ $course }`

# Finding a step
error-no-chapter = the course has no chapter `{ $wanted }`
error-no-step = no step is called `{ $wanted }`
error-no-position = chapter `{ $chapter }` has { $steps } steps, there is no number { $wanted }
error-ambiguous = several steps are called `{ $wanted }`
error-did-you-mean = did you mean `{ $meant }`?

# The course
error-course-broken = the course is broken
error-course-invalid = the course is invalid
error-course-read = can't read `{ $path }`
error-course-stamps = can't write the stamps
error-course-embedded = the course inside the program can't be stamped
error-course-empty = the course has no steps
error-course-loop = `{ $step }` comes after itself

# Questions
error-prompt-refused = there is no terminal to ask `{ $question }`
error-prompt-interrupted = interrupted
error-prompt-terminal = could not read from the terminal
error-answer-missing = an answer is missing
error-answer-no-question = `{ $step }` asks no question: it is judged by what you do
error-answer-other-question = `{ $step }` has no question `{ $question }`

# Scripts
error-script-endless = the script at `{ $at }` was stopped: it was not done after { $seconds } s
error-script-shell = cannot run `sh`
error-script-write = cannot write `{ $path }`
error-script-failed = the script at `{ $at }` ended with code { $code }:
    { $output }
error-script-killed = the script at `{ $at }` was ended by a signal:
    { $output }

# Images
error-kit-read = `{ $path }` can't be read
error-kit-none = `{ $path }` is no kit of images: { $why }
error-kit-others = `{ $path }` holds other images than the course's: { $tags }
error-kit-empty = `{ $path }` holds no image with a name
error-kit-no-archive = it is no tar archive, or it is cut short
error-kit-no-list = it has no `manifest.json`, or it is cut short
error-kit-bad-list = its `manifest.json` can't be read
error-fetch-folder = cannot make `{ $path }`
error-fetch-start = cannot run `{ $program }`
error-fetch-failed = `{ $program }` failed: { $output }

# Files of the learner
error-move = cannot move `{ $path }` out of the way: { $why }
error-copy = cannot keep a copy of `{ $path }`: { $why }

# course verify
error-verify-leftovers = the engine already holds what bears the course's names: { $names }
error-verify-host = `--host ENDPOINT` names another engine

# The command line
error-usage-unknown = there is no argument `{ $arg }` here
error-usage-command = there is no command `{ $command }`
error-usage-value = `{ $value }` is no value of `{ $arg }`
error-usage-no-value = `{ $arg }` needs a value
error-usage-possible = choose one of { $values }
error-usage-missing = missing: { $args }
error-usage-conflict = `{ $arg }` and `{ $other }` can't be given together
error-usage-twice = `{ $arg }` can be given once only
