# What checks look at, and why one could not.

# What is looked at
check-container = container { $name }
check-containers = containers
check-container-new = a new container
check-container-of = container of the image { $name }
check-logs-of = output of a container of the image { $name }
check-image = image { $name }
check-dangling = untagged images
check-network = network { $name }
check-volume = volume { $name }
check-event-of = { $event }: { $name }
check-no-event-of = no { $event }: { $name }
check-event-create = creation
check-event-start = start
check-event-die = end
check-event-stop = stop
check-event-kill = signal
check-event-pause = pause
check-event-destroy = removal
check-event-rename = new name
check-event-prune = pruning
check-event-pull = pull
check-event-push = push
check-event-tag = new tag
check-event-untag = loss of a tag
check-event-delete = removal
check-event-load = load
check-event-connect = connection
check-event-disconnect = disconnection
check-event-mount = mount
check-event-unmount = unmount
check-event-any = event
check-of-any-container = containers
check-of-any-image = images
check-of-any-network = networks
check-of-any-volume = volumes
check-file = file { $name }
check-dockerfile = { $name }
check-project = Compose project { $name }
check-service = service { $name }
check-logs-of-service = output of the service { $name }
check-run = a run of { $name }
check-serve = { $name } as a server on port { $port }
check-calls = the calls of { $name } to { $host }
check-logs = output of the container { $name }
check-http = { $name }
check-registry = registry { $name }
check-registry-image = { $name } in the registry
check-login = login for { $name }
check-ask = your answer

# How a container is, in words; Docker's own word stands with it where a language has another
check-state-created = created
check-state-running = running
check-state-paused = paused
check-state-restarting = restarting
check-state-removing = being removed
check-state-exited = exited
check-state-dead = dead
check-state-removed = removed
check-state-starting = starting
check-state-healthy = healthy
check-state-unhealthy = unhealthy
check-state-none = no health check

# How a run ended
check-end-itself = by itself
check-end-stop = by docker stop
check-end-kill = by a signal
check-end-unsettled = just now
check-end = { $by } after { $time } (code { $code })
check-end-timeless = { $by } (code { $code })

# Who saw its output live
check-attached-at-start = someone from its start on
check-attached-later = someone, later on
check-attached-never = nobody

# What is said of a side of a difference
check-older-build = { $value }, but an older build of it
check-present = something
check-absent = nothing
check-no-value = nothing
check-unanswered = no answer yet
check-before = as before: { $value }
check-changed = anything but what it was: { $value }
check-changed-any = a change

# What is expected, in words
check-yes = yes
check-no = no
check-or = { $first } or { $last }
check-and = { $first } and { $last }
check-then = { $first }, then { $last }
check-expected-not = anything but { $value }
check-expected-contains = contains "{ $value }"
check-expected-starts = begins with "{ $value }"
check-expected-ends = ends with "{ $value }"
check-expected-not-contains = does not contain "{ $value }"
check-expected-not-starts = does not begin with "{ $value }"
check-expected-not-ends = does not end with "{ $value }"
check-expected-repository = { $value }, with any tag
check-expected-program = the program { $value }
check-expected-args = arguments: { $value }
check-expected-gt = more than { $value }
check-expected-ge = { $value } or more
check-expected-lt = less than { $value }
check-expected-le = { $value } at most
check-expected-len = how many: { $value }
check-expected-without = without { $value }
check-expected-each = each of them: { $value }
check-expected-any = one of them: { $value }
check-expected-none = none of them: { $value }
check-expected-same-as = the same as { $subject }
check-expected-of = the same as { $subject } ({ $property })
check-expected-gt-of = more than { $subject }
check-expected-ge-of = at least as much as { $subject }
check-expected-lt-of = less than { $subject }
check-expected-le-of = at most as much as { $subject }
check-field = { $name } { $value }
check-label = label { $key }
check-header = header { $key }

# What to do when a question is open
check-answer-next = `a` in the session, or `kesako answer { $step } …`

# What is said when a check fails and nothing precise is known
check-fail-missing = { $subject }: it is not there yet.
check-fail-present = { $subject }: it is still there.
check-fail-differs = { $subject }: not yet as expected ({ $property }).
check-not-yet = Nothing has been done yet since this step began.
check-fail-unanswered = The question has no answer yet.
check-fail-wrong-answer = That is not it yet.

# Why something could not be looked at, and what to do
check-unknown-engine-gone = The Docker engine can't be reached.
check-unknown-engine-gone-next = `kesako doctor` looks for the reason.
check-unknown-timeout = The Docker engine did not answer in time.
check-unknown-timeout-next = Try again; if it stays silent, `kesako doctor` looks for the reason.
check-unknown-permission = kesako is not allowed to look.
check-unknown-permission-next = `kesako doctor` says how to get the permission.
check-unknown-engine = The Docker engine answered with an error: { $detail }
check-unknown-engine-next = `kesako doctor` looks for the reason.
check-unknown-image-missing = An image that is needed for looking is not there: { $detail }
check-unknown-image-missing-next = `kesako images` shows what is missing and how to get it.
check-unknown-unreadable = A file can't be read: { $detail }
check-unknown-unreadable-next = Check its permissions, and that it is a plain file.
check-unknown-no-baseline = kesako did not see how this step began, so it can't tell what has changed.
check-unknown-no-baseline-next = `kesako show { $step }` begins the step; then do its task once more.
check-unknown-gone = The container `{ $detail }` is gone (`--rm`), and nobody saw what it ran and wrote.
check-unknown-forgotten = The engine remembers its last 256 events, and what this check asks for may be older.
check-unknown-forgotten-next = Do the step's work once more, then check at once.
check-unknown-gone-next = Do it once more, without `--rm` or with `kesako` open in another terminal: then it is seen.
check-unknown-registry = The registry can't be reached: { $detail }
check-unknown-registry-next = If it runs on this machine, `docker ps` tells of it. If not: is the host right, and can this machine reach it (network, VPN, proxy)?
check-unknown-no-compose = Only Compose itself can say what a Compose file comes to, and it is not on this machine.
check-unknown-no-compose-next = `kesako doctor` says how to get it.
check-unknown-compose = Compose did not say what it makes of the file: { $detail }
check-unknown-compose-next = `docker compose config` in this chapter's folder shows what it is busy with.
check-unknown-compose-remote = A part of the file lies on a network, and a check fetches nothing: { $detail }
check-unknown-compose-remote-next = Put a copy of that part beside the file.
check-unknown-credentials = A stored credential can't be read: { $detail }
check-unknown-credentials-next = `docker login` stores it anew.
check-unknown-needs-build = This can't be tried without a build: `{ $detail }`
check-unknown-needs-build-next = Build the Dockerfile and see whether it does what the task asks. If it does, go on.
check-unknown-unsupported = This can't be looked at here: { $detail }
check-unknown-unsupported-next = `kesako doctor` shows what this engine can do.

# A slip of many learners, without anybody's values
check-gist = { $about }: { $sentence }

# How an image came about
check-origin-built = built from a Dockerfile
check-origin-tagged = another name of a base image
check-origin-committed = made from a container
check-origin-imported = imported
check-origin-pulled = pulled from a registry
check-origin-loaded = loaded from an archive
