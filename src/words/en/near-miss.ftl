# What to say when a precise wrong state was seen. Markdown. Values are data and stand in backticks.
# A key is near-miss-SUBJECT-ID where the words depend on the subject, else near-miss-ID.

# Containers
near-miss-container-not-found = There is no container called `{ $name }`. `docker ps -a` lists all of them, stopped ones included.
near-miss-container-none = No container of this step is there yet. `docker ps -a` lists all of them, stopped ones included.
near-miss-container-of-image = There is no container made from `{ $image }` since this step began. `docker run { $image }` makes one.
near-miss-container-close-name = There is no container called `{ $name }`, but there is `{ $found }`. A typing slip? `docker rename { $found } { $name }` puts it right.
near-miss-container-other-name = There is a container of the right image, called `{ $found }` and not `{ $name }`. Names are given with `--name`; `docker rename { $found } { $name }` also does it.
near-miss-other-image = `{ $name }` comes from the image `{ $image }`, not from the one this step is about.
near-miss-container-stale = `{ $name }` was there before this step began, so it is not this step's work. Do it again now; if it is in the way, `docker rm -f { $name }` takes it away. `kesako check --accept` lets it count as it is.
near-miss-container-stale-image = A container of `{ $image }` is there, but from before this step began. Run one now.
near-miss-network-stale = The network `{ $name }` was there before this step began. `docker network rm { $name }` takes it away, then make it anew; `kesako check --accept` lets it count as it is.
near-miss-volume-stale = The volume `{ $name }` was there before this step began. `docker volume rm { $name }` takes it away with what is in it, then make it anew; `kesako check --accept` lets it count as it is.
near-miss-older-build = `{ $name }` runs an older build of `{ $wanted }`: a container keeps the image it was made from. Remove it and run a new one.
near-miss-created-only = `{ $name }` was created and never started. `docker start { $name }` starts it.
near-miss-exited = { $how ->
    [no-program] `{ $name }` could not be started: its image has no program called `{ $key }`. Is the path right, and the name?
    [not-executable] `{ $name }` could not be started: `{ $key }` may not be executed. `chmod +x` allows it, before the file is copied or in a `RUN` after it.
    [no-interpreter] `{ $name }` could not carry out `{ $key }`. A script begins with `#!` and a program of the image, such as `#!/bin/sh`, and its lines end in LF, not in CRLF.
    [not-started] `{ $name }` could not be started. Docker says: `{ $line }`
   *[ended] `{ $name }` has ended with exit code { $code }. { $meaning }
}
near-miss-image-exited = { $how ->
    [no-program] A container of `{ $image }` can't be started: the image has no program called `{ $key }`. Is the path right, and the name?
    [not-executable] A container of `{ $image }` can't be started: `{ $key }` may not be executed. `chmod +x` allows it, before the file is copied or in a `RUN` after it.
    [no-interpreter] A container of `{ $image }` can't carry out `{ $key }`. A script begins with `#!` and a program of the image, such as `#!/bin/sh`, and its lines end in LF, not in CRLF.
    [not-started] A container of `{ $image }` can't be started. Docker says: `{ $line }`
   *[ended] A container of `{ $image }` ends with exit code { $code }. { $meaning }
}
near-miss-no-shell = { $how ->
    [sentence] There is no program called `{ $key }`. Given in brackets, or in quotes behind the image, a text is one word, and no shell takes it apart. Give each word for itself, or leave it to a shell: `sh -c`.
    [word] `{ $key }` is a word of the shell, and no program. In brackets there is no shell: write the command without them, or begin it with `"sh", "-c"`.
   *[sign] `{ $key }` means something to a shell only. In brackets there is none, so the program got it as a word. Write the command without brackets, or begin it with `"sh", "-c"`.
}
near-miss-exited-line = Its last words: `{ $line }`
near-miss-restarting = `{ $name }` ends and is started again and again. `docker logs { $name }` tells why it ends.
near-miss-paused = `{ $name }` is paused. `docker unpause { $name }` lets it go on.
near-miss-removed = `{ $name }` was there, and has been removed since: by `--rm` when it ended, or by `docker rm`. This step needs to find it: run it again, and leave it there.
near-miss-port-unpublished = `{ $name }` publishes no port. Its port { $container } stays inside until `-p` opens the way: `-p { $host }:{ $container }`.
near-miss-port-exposed-only = The port { $container } of `{ $name }` is exposed, and not published. Exposing is a note on the package; only `-p { $host }:{ $container }` opens the way.
near-miss-port-swapped = The two numbers are swapped. The host's port comes first: `-p { $host }:{ $container }`.
near-miss-port-other = The way leads through `{ $actual }`; this step needs `{ $host }:{ $container }` (host first, container second).
near-miss-port-random = Docker chose the host's port itself ({ $actual }). Name it: `-p { $host }:{ $container }`.
near-miss-port-loopback = The port is only open on `{ $actual }`, for this machine alone. Leave the address out: `-p { $host }:{ $container }`.
near-miss-port-taken = `{ $name }` could not start: something else already uses port { $port } of this machine. `docker ps` shows whether it is another container.
near-miss-default-bridge = `{ $name }` is on the default network, where containers don't find each other by name. Start it with `--network { $network }`.
near-miss-other-network = `{ $name }` is on `{ $actual }`, not on `{ $network }`.
near-miss-alias-missing = `{ $name }` is on `{ $network }`, but not under the alias `{ $alias }`. `--network-alias { $alias }` gives it one.
near-miss-no-init = `{ $name }` runs without an init process. `--init` (two hyphens) adds one that passes signals on.
near-miss-kept = `{ $name }` will stay after it ends. `--rm` has it removed then.
near-miss-bind-not-volume = A folder of your machine (`{ $actual }`) is mounted there, not a volume. A volume is given by its name alone: `-v { $volume }:{ $destination }`.
near-miss-volume-not-bind = A volume called `{ $actual }` is mounted there, not a folder. A folder is given with its path, `./` in front: a bare word is a volume's name.
near-miss-anonymous-volume = The volume has no name: `-v { $destination }` makes one that nobody finds again. Put the name in front: `-v { $volume }:{ $destination }`.
near-miss-other-volume = The volume mounted there is `{ $actual }`, not `{ $volume }`.
near-miss-other-path = It is mounted, but from or to another place: `{ $actual }`.
near-miss-read-only = It is mounted, and only the read-only mark differs from what is asked for (`:ro`, or `readonly` with `--mount`).
near-miss-other-command = `{ $name }` ran `{ $command }`.
near-miss-container-long-dash = `{ $argument }` begins with a long dash, as word processors and web pages make it. Type two hyphens: `--`.

# Exit codes
near-miss-code-0 = It did what it had to do, and ended by itself.
near-miss-code-1 = Its program reported an error.
near-miss-code-2 = Its program was called in a way it does not understand.
near-miss-code-125 = Docker itself could not run it: look at the message of `docker run`.
near-miss-code-126 = The command was found and may not be executed: is the file executable (`chmod +x`)?
near-miss-code-127 = The command was not found in the image: is the path right, and the name?
near-miss-code-130 = It was interrupted with Ctrl+C (128 + 2).
near-miss-code-137 = It was killed outright (128 + 9): `docker kill`, or `docker stop` after ten seconds of waiting in vain.
near-miss-code-139 = Its program crashed (128 + 11).
near-miss-code-143 = It was asked to stop and did (128 + 15): that is `docker stop`.
near-miss-code-other = Its program chose that number: `docker logs` may tell more.

# Images
near-miss-image-not-found = There is no image called `{ $image }`. `docker image ls` lists all of them.
near-miss-image-close-name = There is no image `{ $image }`, but there is `{ $found }`. A typing slip? `docker tag { $found } { $image }` gives it the right name.
near-miss-image-other-name = There is no image `{ $image }`; the one you made last is called `{ $found }`.
near-miss-untagged = An image was built (`{ $id }`) and has no name. `-t { $image }` names it: `docker build -t { $image } .`
near-miss-other-tag = There is `{ $found }`, and no `{ $image }`: the tag, after the colon, differs.
near-miss-from-before = `{ $image }` is still there from before you began, and on this engine an unchanged build makes the same image and leaves no trace. `docker rmi -f { $image }` takes the name away; then build again.
near-miss-not-rebuilt = `{ $image }` is still what it was when this step began. Is the file saved? Then build again.
near-miss-cmd-not-json = That looks like the JSON form, but is not valid JSON, so the shell gets it as it stands. JSON wants double quotes: `["echo", "hello"]`.
near-miss-run-not-cmd = The image has no command of its own: what stands after `RUN` was done while building, and nothing of it is left to do when a container starts. What is to happen at the start goes into `CMD`.
near-miss-tagged-base = `{ $image }` is only another name of `{ $base }`: nothing was built. `docker build` makes an image from the Dockerfile.
near-miss-committed = `{ $image }` was made from a container (`docker commit`), not from a Dockerfile. What was done in a container nobody can read or repeat. `docker build` makes the image from the file.
near-miss-planted = `{ $image }` was not built here: it came as it is (`docker import`, `docker load` or `docker pull`). `docker build` makes it from the Dockerfile.
near-miss-other-build = `{ $image }` is another image than the one that { $step } asked for: the name has gone to it since. Build it again as you did there.
near-miss-other-recipe = `{ $image }` was not built from `{ $file }` as it stands now: { $how ->
    [other] the file says `{ $line }` where the image was made by `{ $text }`.
    [less] the file also says `{ $line }`.
   *[more] the image was also made by `{ $text }`.
} Save the file, then build it again.
near-miss-other-base = It does not stand on the base image of this step.

# What an image or a Dockerfile does when it is tried
near-miss-no-source = Docker can't carry out `{ $command }`: { $error }.
near-miss-run-failed = `{ $command }` fails with exit code { $code }.
near-miss-no-program = There is no program `{ $command }` in the image: is the name right, and the path? Was it copied there?
near-miss-no-interpreter = The program can't be started as it is. A script needs `#!/bin/sh` in its first line, with a plain line end, and an interpreter that the image has.
near-miss-still-running = { $name } was still running when its time was up.
near-miss-loopback = The server listens on `127.0.0.1` only, which is the container's own inside. To be reached from outside it must listen on `0.0.0.0`.
near-miss-other-port = The server listens on port { $found }, and not on port { $port }.
near-miss-image-not-listening = A container of `{ $image }` runs, and nobody listens on port { $port } in it.
near-miss-calls-other-host = `{ $image }` calls `{ $found }`, and not `{ $host }`.
near-miss-no-call = A container of `{ $image }` runs, and does not call `{ $host }`.
near-miss-not-heard = `{ $image }` calls `{ $host }`, and does not write what the server answers.

# Files
near-miss-missing = There is no `{ $path }` yet.
near-miss-other-case = There is `{ $found }`; Docker looks for `{ $path }`, and capital letters count.
near-miss-other-extension = There is `{ $found }`: the editor has added an ending. Docker looks for `{ $path }`, exactly. `mv { $found } { $path }` renames it.
near-miss-file-close-name = There is no `{ $path }`, but there is `{ $found }`. A typing slip?
near-miss-curly-quotes = Line { $number } has typographic quotes, as web pages and word processors make them: `{ $line }`. Type straight ones: `"`.
near-miss-long-dash = Line { $number } has a long dash where two hyphens are meant: `{ $line }`.
near-miss-crlf = `{ $path }` has Windows line ends (CRLF). Save it with LF line ends: in the container, the CR would belong to the command.
near-miss-not-executable = `{ $path }` may not be executed. `chmod +x { $path }` allows it.
near-miss-tabs = `{ $path }` is indented with tabs. YAML takes spaces only.
near-miss-empty = `{ $path }` is empty. Is it saved?
near-miss-no-from = `{ $path }` has no `FROM`: every Dockerfile begins with the image it stands on.
near-miss-unparsable = { $how ->
    [close] Line { $number } begins with `{ $key }`, and no instruction is called that. Is `{ $found }` meant?
    [instruction] Line { $number } begins with `{ $key }`, and no instruction is called that. If it belongs to the line before, that one must end with `\`.
   *[other] Docker can't read `{ $path }`: { $error }
}
near-miss-utf16 = `{ $path }` is saved as UTF-16, as PowerShell's `>` does it: a zero stands beside every letter, and neither Docker nor a shell can read that. Save it as UTF-8; in PowerShell: `(Get-Content { $path }) | Set-Content -Encoding ascii { $path }`.
near-miss-binary = `{ $path }` is no text: another file has got its name. Write it anew.
near-miss-byte-order-mark = `{ $path }` begins with an invisible mark (a byte order mark), so the `#!` behind it is not seen. Save it as "UTF-8", not as "UTF-8 with BOM".
near-miss-html = `{ $path }` is a whole web page (HTML): the page was saved, and not the text on it. Copy the text alone into the file.
near-miss-rich-text = `{ $path }` is a formatted document (RTF), as word processors save it. Save it as plain text (in TextEdit: Format, Make Plain Text).
near-miss-markdown-fence = Line { $number } begins or ends a block of code on the page that the text was copied from, and says nothing here. Take it out, and its counterpart.
near-miss-prompt = Line { $number } begins with a shell's prompt: `{ $line }`. It was copied along; take it away there, and from the lines below.
near-miss-no-break-space = Line { $number } has a no-break space, as web pages and word processors make it (shown as `␣`): `{ $line }`. It looks like a blank and is none: type a blank in its place.
near-miss-invisible-sign = Line { $number } has a sign that nobody sees, copied along from somewhere (shown as `·`): `{ $line }`. Type the line anew.
near-miss-only-comments = `{ $path }` has comments only: Docker passes over every line that begins with `#`. Take the `#` away.
near-miss-escape-directive = { $how ->
    [twice] Line { $number }: a second `# escape=`. One is enough.
    [sign] Line { $number }: `# escape=` takes a backslash or a backtick, not "{ $line }". Take the line out, and the backslash is the sign that lets a line go on.
    [backslash] The file begins with an `# escape=` line: since then a backtick lets a line go on, and no backslash does. Line { $number } is therefore cut off from the one before: `{ $line }`. Take the `# escape=` line out.
   *[backtick] Line { $number } is cut off from the one before: `{ $line }`. A backtick lets a line go on in PowerShell; in a Dockerfile that is the backslash, `\`.
}

# Networks and volumes
near-miss-network-not-found = There is no network called `{ $name }`. `docker network ls` lists them, `docker network create { $name }` makes one.
near-miss-network-close-name = There is no network `{ $name }`, but there is `{ $found }`. A typing slip?
near-miss-volume-not-found = There is no volume called `{ $name }`. `docker volume ls` lists them.
near-miss-volume-close-name = There is no volume `{ $name }`, but there is `{ $found }`. A typing slip?

# Web requests
near-miss-refused = Nobody answers at `{ $url }`. Is a container running, and its port published? `docker ps` tells.
near-miss-not-listening = `{ $name }` publishes the port, and nobody listens behind it. A server in a container must listen on `0.0.0.0`: `127.0.0.1` is the container's own inside.
near-miss-other-process = Somebody answers at `{ $url }`, and it is not the container of this step. Another program or container holds port { $port }.
near-miss-other-status = The answer has status { $actual }.
near-miss-other-body = Somebody answers, with other words: `{ $actual }`.

# Registries
near-miss-registry-down = Nobody answers at `{ $registry }`. Is the registry's container running, and its port published? `docker ps` tells; `docker logs` of a container that ended says why.
near-miss-not-a-registry = Somebody answers at `{ $registry }`, and it is no registry: `/v2/` gives status { $actual }. Another program holds the port.
near-miss-open = The registry at `{ $registry }` lets everybody in: it asks nobody for a password. Its settings are given when the container is made (`-e REGISTRY_AUTH=…`): remove it and run it again with them.
near-miss-other-account = The registry at `{ $registry }` asks for a login, but does not know the account of this step. Does it see the right password file? The path in its settings is a path inside the container.
near-miss-unauthorized = The registry at `{ $registry }` lets nobody in without a login, and none that it takes is stored: `docker login { $registry }`.
near-miss-no-access = The registry at `{ $registry }` takes your login, but not for `{ $image }`. Is the path right, and may this account read and write there?
near-miss-not-pushed = `{ $image }` exists on your engine, and the registry has not got it. `docker push { $image }` sends it.
near-miss-not-tagged = Neither the registry nor your engine has an image called `{ $image }`. Name one so, and push it.
near-miss-no-host = There is `{ $found }`, without a registry's host in front: Docker would look for it on the public hub. The name is the address: `docker tag { $found } { $image }`.
near-miss-other-host = There is `{ $found }`: that is another registry's address. Docker compares letter by letter: `docker tag { $found } { $image }`.
near-miss-registry-other-tag = The registry has `{ $found }`, and no `{ $image }`: the tag, after the last colon, differs.
near-miss-other-digest = The registry has `{ $image }`, but it is another image than the one on your engine. What was pushed is an older build: push again.
near-miss-not-logged-in = No login for `{ $registry }` is stored: Docker keeps one only once the registry has accepted it. `docker login { $registry }`, with the host: without it, the public hub is meant.
near-miss-login-other-host = A login for `{ $found }` is stored, none for `{ $registry }`. Docker compares letter by letter: log in under the very name that stands in front of the image.
near-miss-wrong-password = A login for `{ $registry }` is stored (user `{ $user }`), but the registry refuses it. Log in once more, with this registry's user and password.
near-miss-login-down = A login is stored, but nobody answers at `{ $registry }`. Is the registry's container running? `docker ps` tells.

# Answers
near-miss-other-property = That is its `{ $property }`. The question is about something else of the same thing.
near-miss-other-object = That belongs to `{ $object }`. The question is about something else.
near-miss-format = That can't be read as an answer here. { $kind ->
    [number] A number is asked for.
    [id] An id is asked for: four digits of it or more.
    [choice] Choose one of: { $choices }.
    [path] A path is asked for.
    [image] An image's whole name is asked for: `HOST/group/project/name:tag`.
   *[other] Type the words themselves.
}
near-miss-ask-credential = There is a password or a token in that answer. It was not written down; but your shell may remember what you typed, so revoke it if it was a real one. Only the name is asked for, `HOST/group/project/name:tag`: passwords are for `docker login`.
near-miss-ask-scheme = An image's name begins with the host, without `https://` in front: `HOST/group/project/name:tag`.
near-miss-ask-no-host = That name has no registry's host in front, so Docker would take it to the public hub. A host has a dot or a port: `HOST/group/project/name:tag`, with your registry's own.
near-miss-ask-upper-case = Behind the host, an image's name is written in lower case throughout, even where a project's title is not. Only the tag may have capitals.
near-miss-ask-digest = A digest follows from what is pushed; nobody can choose it beforehand. Name a tag: `HOST/group/project/name:tag`.
near-miss-ask-no-tag = The tag is missing behind the name, such as `:1.0`. Without one Docker takes `latest`, and which version that is nobody can tell.

# Compose files
near-miss-compose-file-close-name = There is no `{ $path }`, but there is `{ $found }`. Compose looks for `compose.yaml`, `compose.yml`, `docker-compose.yml` or `docker-compose.yaml`, exactly.
near-miss-compose-file-tabs = Line { $number } of `{ $path }` is indented with a tab. YAML takes spaces only.
near-miss-compose-file-unparsable = { $how ->
    [colon] Line { $number } of `{ $path }`: a `:` is missing after `{ $key }`.
    [space] Line { $number } of `{ $path }`: a space is missing after `{ $key }:`.
    [indent] Line { $number } of `{ $path }` begins in a column of its own: `{ $line }`. What belongs together begins in the same column.
   *[other] Line { $number } of `{ $path }` is where reading stops: `{ $line }`. Is it indented like its neighbours, are brackets and quotes closed, and has each `:` a space after it?
}
near-miss-compose-file-refused = Compose refuses `{ $path }`: `{ $says }`
near-miss-compose-says = Compose itself says: `{ $says }`
near-miss-two-files = Compose reads `{ $path }` and passes over `{ $found }`, which would do. Keep only one of them.
near-miss-wrong-key = { $how ->
    [top] Line { $number }: `{ $key }` stands at the left margin, beside `services:`. It belongs below it: indent it and all its lines.
    [inside] Line { $number }: `{ $key }` stands inside `{ $other }`, which makes it a setting of that service. Move it and its lines to the left, level with `{ $other }`.
    [beside] Line { $number }: `{ $key }` stands where the name of a service is expected. It belongs inside a service, indented below its name.
    [no-map] Line { $number }: below `{ $key }` should stand names with a colon, not a text or a list.
    [listed-map] Line { $number }: the networks of `{ $other }` are a list (with `-`), and a list takes nothing below its items. Write `{ $key }:` without the hyphen.
    [aliases] Line { $number }: `aliases` belongs below the name of a network, one step further in.
    [condition] Line { $number }: there is no condition `{ $key }`. There are `service_started`, `service_healthy` and `service_completed_successfully`.
    [strange] Line { $number }: Compose does not know `{ $key }`, not at this place. Is it a typing slip, or should it be a comment (`#`)?
    [twice] Line { $number }: `{ $key }` is there already, at the same place. Keep only one of them.
   *[close] Line { $number }: Compose does not know `{ $key }`. Is `{ $other }` meant?
}
near-miss-wrong-value = { $how ->
    [list] Line { $number }: `{ $key }` wants a list, even of one. Begin a new line, further in, with a hyphen and a space.
    [truth] Line { $number }: `{ $key }` takes `true` or `false` and nothing else.
    [text] Line { $number }: `{ $key }` takes one text on the same line, not a list or keys.
    [quotes] Line { $number }: `{ $key }` wants a text. Put quotes around it: `"{ $other }"`.
    [unit] Line { $number }: `{ $key }` wants a unit: `{ $other }s` for seconds.
    [empty] Line { $number }: nothing stands after `{ $key }:`. Is what follows below it, and further in? If there is nothing to say, take the line out.
    [list-of-settings] Line { $number }: below `{ $key }` may stand settings with a colon, or nothing at all, but no list.
    [settings] Line { $number }: nothing may follow `{ $key }:` on its line. Settings stand below it, like `driver: { $other }`; without any, leave it alone.
    [item] Line { $number }: an item of `{ $key }` is one text. A colon with a space after it cuts it in two: YAML takes it for a key and its value.
    [no-condition] Line { $number }: `condition:` is missing below `{ $key }`. Without a condition, write a plain list: `- { $key }`.
    [circle] Line { $number }: `{ $other }` waits for `{ $key }`, and that leads back to `{ $other }`: none of them could start first.
    [again] Line { $number }: this item of `{ $key }` is there already. Keep only one of them.
   *[health-test] Line { $number }: as a list, `test` begins with `CMD` or `CMD-SHELL`, not with `{ $key }`. Without a list, one line of text will do.
}
near-miss-no-image = Line { $number }: the service `{ $key }` has neither `image:` nor `build:`. Do they stand below it, indented further than its name?
near-miss-undeclared = { $how ->
    [network] Line { $number }: `{ $other }` is to be on the network `{ $key }`, and the file declares no network of that name. Name it under `networks:` at the left margin.
    [volume] Line { $number }: `{ $other }` uses the volume `{ $key }`, and the file declares no volume of that name. Name it under `volumes:` at the left margin.
    [service] Line { $number }: `{ $other }` depends on `{ $key }`, and there is no service of that name.
   *[file] Line { $number }: the file `{ $key }` is not there.
}
near-miss-compose-file-no-service = The file has no service `{ $name }`. It has: { $found }.
near-miss-compose-file-close-service = The file has no service `{ $name }`, but one called `{ $found }`. A typing slip?

# Compose projects
near-miss-no-project = Nothing of the project `{ $project }` is there. Run `docker compose up -d` in this chapter's folder.
near-miss-no-service = The project `{ $project }` has no container of the service `{ $name }`. It has: { $found }.
near-miss-close-service = The project `{ $project }` has no service `{ $name }`, but one called `{ $found }`. A typing slip in the file?
near-miss-other-project = It runs, as the project `{ $found }`; this step looks for `{ $project }`, the name of the folder. Is there a `-p`, a `name:` in the file, or `COMPOSE_PROJECT_NAME` in your shell?
near-miss-by-hand = Containers carry the labels of the project `{ $project }`, and Compose did not make them. Remove them, then let Compose do it: `docker compose up -d`.
near-miss-close-project = There is no project `{ $project }`, but one called `{ $found }`. A typing slip after `-p`?
near-miss-service-exited = The service `{ $name }` has ended with exit code { $code }. { $meaning }
near-miss-compose-created-only = The container of `{ $name }` was created and never started. `docker compose up -d` starts it.
near-miss-compose-paused = The service `{ $name }` is paused. `docker compose unpause` lets it go on.
near-miss-compose-restarting = The service `{ $name }` ends and is started again and again. `docker compose logs { $name }` tells why.
near-miss-no-healthcheck = The container of `{ $name }` has no health check. Is it in the file, and was the service brought up since?
near-miss-unhealthy = The health check of `{ $name }` fails.
near-miss-compose-other-network = { $how ->
    [none] The service `{ $name }` is on no network any more; it should be on `{ $network }`. `docker compose up -d --force-recreate { $name }` makes its container anew.
   *[others] The service `{ $name }` is on `{ $actual }`, not on `{ $network }`. If the file says so now, `docker compose up -d` carries it out.
}
near-miss-compose-default-bridge = The service `{ $name }` is on Docker's default network, not on `{ $network }`.
near-miss-compose-alias-missing = The service `{ $name }` is on `{ $network }`, but not under the alias `{ $alias }`. If the file says so now, `docker compose up -d` carries it out.
near-miss-compose-stale = Containers of `{ $name }` were there before this step began. `docker compose down` and `docker compose up -d` make new ones.
