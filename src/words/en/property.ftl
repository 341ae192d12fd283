# What can be expected of each subject, in words: property-SUBJECT-NAME where it depends on the subject, else
# property-NAME; a field of a list's entries is property-LIST-FIELD.

property-id = id
property-name = name
property-image = image
property-image_id = id of its image
property-created = creation time
property-started_at = last start
property-finished_at = last end
property-state = state
property-exit_code = exit code
property-error = error
property-command = command
property-cmd = CMD
property-entrypoint = ENTRYPOINT
property-env = environment
property-labels = labels
property-user = user
property-workdir = working directory
property-init = init process (--init)
property-auto_remove = removed once it ends (--rm)
property-tty = terminal (-t)
property-interactive = open input (-i)
property-network_mode = network given at creation
property-networks = networks
property-ports = published ports
property-exposed = exposed ports
property-publish_all = all ports published (-P)
property-mounts = mounts
property-health = health
property-restart = restart policy
property-signals = signals it was sent
property-execs = commands run in it
property-inspect = docker inspect
property-fresh = created since the step began
property-image-fresh = built or named since the step began
property-started_fresh = started since the step began
property-started_again = started again since the step began
property-overridden = another command than the image's
property-output = output
property-count = how many

property-networks-aliases = alias
property-networks-ip = address
property-networks-gateway = gateway
property-ports-host = port on this machine
property-ports-container = port in the container
property-ports-protocol = protocol
property-ports-host_ip = address it listens on
property-ports-random = port chosen by Docker
property-mounts-kind = kind
property-mounts-name = volume
property-mounts-source = folder on this machine
property-mounts-destination = path in the container
property-mounts-read_only = read-only

property-tags = names
property-digests = digests
property-tagged = when it was named
property-size = size
property-layers = layers
property-healthcheck = HEALTHCHECK
property-base = image it stands on
property-added_layers = layers on top of its base
property-runs = commands run at build
property-kept_runs = RUNs unchanged since the step began
property-cached_runs = RUNs taken from the cache
property-cmd_form = form of its CMD
property-entrypoint_form = form of its ENTRYPOINT

property-driver = driver
property-internal = without a way out
property-subnets = subnets
property-containers = containers
property-anonymous = nameless
property-mountpoint = where its data lives

property-actions = what happened
property-details = details
property-exit_codes = exit codes

property-kind = kind
property-mode = permissions
property-executable = executable
property-uid = owner
property-hash = checksum
property-content = content
property-lines = lines
property-entries = names in it

property-instructions = instructions
property-bases = FROM
property-stages = stages
property-run = RUN
property-copies = COPY
property-copies-from = stage or image
property-copies-sources = what is copied
property-copies-to = where to
property-text = text

property-timed_out = still running at the time limit
property-status = status
property-body = body of the answer
property-headers = header
property-failure = why nobody answered
property-served_by = container that answers
property-answer = answer
