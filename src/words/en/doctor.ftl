# What `kesako doctor` says.

# The engine
doctor-engine-well = The engine answers: { $version }, API { $api }, at { $endpoint } ({ $origin }).
doctor-origin-option = given with `--host`
doctor-origin-variable = named by `{ $name }`
doctor-origin-context = of the context `{ $name }`
doctor-origin-usual = found at a usual place
doctor-origin-default = the usual place
doctor-not-installed = Docker is not installed: there is no engine at { $endpoint } ({ $origin }).
doctor-not-running = The engine is installed and does not run: nobody answers at { $endpoint } ({ $origin }).
doctor-no-permission = You may not talk to the engine: its socket { $endpoint } ({ $origin }) is closed to you.
doctor-hangs = The engine at { $endpoint } ({ $origin }) takes the call and does not answer.
doctor-misled = Nobody answers at { $endpoint } ({ $origin }).
doctor-api-old = The engine is too old: its API is { $api }, and the course needs 1.40 (Docker 19.03).
doctor-windows-containers = The engine runs Windows containers; the course needs Linux containers: switch in Docker Desktop's menu.
doctor-podman = The engine is podman: `docker` commands work, but names have `localhost/` or `docker.io/` before them, its history tells less, and a few steps may judge differently.
doctor-remote = The engine is on another machine: published ports and bind mounts are over there, not here.

# The programs
doctor-client = The docker command is there: { $version }.
doctor-client-podman = The docker command is podman's ({ $version }): most of the course works with it.
doctor-client-missing = The `docker` command is missing: the whole course is typed with it.
doctor-client-elsewhere = Typed as it is, `docker` goes to another engine than kesako.
doctor-compose = Compose is there: { $version }.
doctor-compose-old = Only the old Compose is there ({ $version }): type `docker-compose` for `docker compose`.
doctor-compose-missing = `docker compose` is missing: the last chapters need it.
doctor-buildx = BuildKit is there: buildx { $version }.
doctor-build-within = BuildKit is within the engine: `DOCKER_BUILDKIT=1` turns it on.
doctor-buildx-missing = `docker buildx` is missing: this docker command builds with BuildKit only through it.

# Images, ports
doctor-image = The image { $reference } is there ({ $origin }).
doctor-image-missing = The image { $reference } is missing.
doctor-image-unknown = The image { $reference } could not be looked at: { $why }
doctor-port-free = Port { $port } is free.
doctor-port-container = Port { $port } is published by the container `{ $container }`.
doctor-port-program = Port { $port } is taken by the program `{ $program }`.
doctor-port-taken = Port { $port } is taken.
doctor-port-moves = A new workspace gets the next free one.
doctor-port-begun = This workspace counts on it: stop what has it, or begin another workspace.

# The rest
doctor-workspace = The workspace { $folder } can be written to.
doctor-workspace-closed = The workspace { $folder } can't be written to: { $error }
doctor-disk = There is room on the disk: { $free }.
doctor-disk-little = There is little room on the disk: { $free }.
doctor-disk-full = The disk is full: { $free } left.
doctor-git = The workspace is inside the git repository { $repository }: your files will show up there.
doctor-record-torn = { $count ->
    [one] One line of your record could not be read; the rest counts.
   *[other] { $count } lines of your record could not be read; the rest counts.
}
doctor-course = { $count ->
    [one] The course is broken: { $count } error.
   *[other] The course is broken: { $count } errors.
}
doctor-locale = The terminal's locale is UTF-8.
doctor-locale-ascii = The locale is not UTF-8: plain letters stand for signs.
doctor-terminal-dumb = This terminal can't move its cursor: the session prints line by line.

# What is to be known besides
doctor-note-manual = How to install it here: { $manual }
doctor-note-restart = End the process `dockerd` and start it again.
doctor-note-desktop-permission = Start Docker Desktop as yourself, and let it finish its set-up.
doctor-note-log-in-again = Then log out and in again: groups are read at login.
doctor-note-host = Leave out `--host`, or give the address of an engine that runs.

# In all
doctor-all-well = All is well.
doctor-well-enough = { $count ->
    [one] Well enough to go on; { $count } thing deserves a look.
   *[other] Well enough to go on; { $count } things deserve a look.
}
doctor-not-well = { $count ->
    [one] { $count } thing keeps you from going on.
   *[other] { $count } things keep you from going on.
}
doctor-offer-fix = `kesako doctor --fix` carries these commands out, asking before each.
doctor-fix-question = Run `{ $command }`?
doctor-fix-done = Done: { $command }
doctor-fix-failed = `{ $command }` failed: { $why }
