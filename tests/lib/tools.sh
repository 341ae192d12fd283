# shellcheck shell=bash disable=SC2154  # top, work, install: tests/run
# What the tests need on this machine: found if it is there, else installed, each with its reason.
#
# Two ways, told apart by what an installation would do to the machine:
# - apt-get install (needs root): programs that must fit the system.
# - fetched with apt-get download and unpacked below target/test-tools (needs no root, changes nothing): docker-registry,
#   whose package would start a service on port 5000; busybox-static, which displaces busybox; and the plugins compose v2 and
#   buildx, which Debian has from trixie on.

readonly TOOLS=$top/target/test-tools
readonly PLUGINS_SUITE=trixie        # the first Debian with compose v2 and buildx
missing_install=() missing_fetch=()  # lines "package|why"

has() { command -v "$1" >/dev/null 2>&1; }
want_install() { missing_install+=("$1|$2"); }
want_fetch()   { missing_fetch+=("$1|$2"); }

# static_busybox: prints a busybox that runs in an image without libraries.
static_busybox() {
    local b
    for b in "$TOOLS/bin/busybox" $(type -aP busybox); do
        [ -x "$b" ] && ! ldd "$b" >/dev/null 2>&1 && { echo "$b"; return; }
    done
    return 1
}

# python_has MODULE: whether the Python that the tests use has it.
python_has() {
    local python=/usr/bin/python3
    [ -x "$python" ] || python=python3
    "$python" -c "import $1" >/dev/null 2>&1
}

# plugin_at NAME: prints the file of a docker plugin, wherever the docker command would look, at version 2 for compose.
plugin_at() {
    local folder
    for folder in "$TOOLS/cli-plugins" "${DOCKER_CONFIG:-${HOME:-/}/.docker}/cli-plugins" \
        {/usr/local,/usr}/{lib,libexec}/docker/cli-plugins; do
        [ -x "$folder/docker-$1" ] && { echo "$folder/docker-$1"; return; }
    done
    return 1
}

# has_compose_v1: whether docker-compose is the Compose that was a program of its own.
has_compose_v1() { case $(docker-compose version --short 2>/dev/null) in 1.*) return 0 ;; *) return 1 ;; esac; }

# list_tools SECTION…: fills missing_install and missing_fetch.
list_tools() {
    has cargo || { say 'cargo is not found; Rust comes from https://rustup.rs'; exit "$COULD_NOT"; }
    has cc || { want_install gcc 'links Rust programs'; want_install libc6-dev 'links Rust programs'; }
    plan_needs_engine "$@" || return 0
    if ! has docker || { [ -z "$engine" ] && ! has dockerd; }; then
        want_install docker.io 'the docker command, and the engine the tests run on'
    fi
    if [ -z "$engine" ]; then
        has ip || want_install iproute2 "ip makes the private engine's bridge"
        has iptables || want_install iptables "the private engine's firewall rules, and names on its networks"
    fi
    has node || want_install nodejs "the stand-in for the course's node image is made from it"
    # Debian's own Python: only that one has Debian's packages.
    [ -x /usr/bin/python3 ] || has python3 || want_install python3 'reads exports back, as whoever receives them would'
    python_has jsonschema || want_install python3-jsonschema 'validates exports against their JSON Schema'
    python_has junitparser || want_install python3-junitparser 'reads the JUnit report'
    static_busybox >/dev/null || want_fetch busybox-static "the stand-in for the course's alpine image is made from it"
    has docker-registry || [ -x "$TOOLS/bin/docker-registry" ] ||
        want_fetch docker-registry "the stand-in for the course's registry image is made from it"
    plugin_at compose >/dev/null || want_fetch docker-compose 'docker compose, version 2'
    plugin_at buildx >/dev/null || want_fetch docker-buildx 'docker buildx, which builds with BuildKit'
}

# provide_tools: installs and fetches what list_tools found missing; then sets PATH and DOCKER_CONFIG.
provide_tools() {
    local line names=()
    if [ $(( ${#missing_install[@]} + ${#missing_fetch[@]} )) -gt 0 ]; then
        for line in ${missing_install[@]+"${missing_install[@]}"}; do
            names+=("${line%%|*}"); say "missing ${line%%|*}: ${line#*|} (apt-get install)"
        done
        for line in ${missing_fetch[@]+"${missing_fetch[@]}"}; do
            say "missing ${line%%|*}: ${line#*|} (unpacked into target/test-tools, not installed)"
        done
        [ "$install" = yes ] || { say 'nothing installed, as --no-install asks'; return 1; }
        has apt-get || { say 'there is no apt-get here: install these by hand, then run again'; return 1; }
        [ ${#names[@]} -eq 0 ] || install_packages "${names[@]}" || return 1
        for line in ${missing_fetch[@]+"${missing_fetch[@]}"}; do fetch_package "${line%%|*}" || return 1; done
    fi
    PATH=$TOOLS/bin:$PATH
    [[ " ${plan[*]} " != *' verify-classic '* ]] || provide_compose_v1 || return 1
    plan_needs_engine "${plan[@]}" || return 0
    mkdir -p "$work/docker/cli-plugins"
    for line in compose buildx; do ln -s "$(plugin_at "$line")" "$work/docker/cli-plugins/docker-$line" || return 1; done
    export DOCKER_CONFIG=$work/docker
    has docker && check_plugins
}

# provide_compose_v1: only Debian before trixie, and Ubuntu, still have it.
provide_compose_v1() {
    has_compose_v1 && return
    has apt-get && [ "$install" = yes ] && apt_lists own && [[ $(candidate own docker-compose) == 1.* ]] ||
        { say 'Compose v1 is not to be had here: verify-classic goes on with version 2'; return 0; }
    say 'missing docker-compose: Compose v1, which chapter 10 must work with too (apt-get install)'
    install_packages docker-compose
}

check_plugins() {
    local version
    version=$(docker compose version --short) && [ "${version%%.*}" -ge 2 ] 2>/dev/null && docker buildx version >/dev/null && return
    say "the docker command at $(command -v docker) does not run the plugins compose v2 and buildx; try: rm -r target/test-tools"
    return 1
}

install_packages() {
    local names=("$@")
    if [ "$(id -u)" -ne 0 ]; then
        say "installing needs root, and you are $(id -un). Type: sudo apt-get install --no-install-recommends $*"
        return 1
    fi
    apt-get -qq update >"$work/apt.log" 2>&1 || { apt_failed 'apt-get update'; return 1; }
    # From trixie on the docker command is no longer in docker.io; before, there is no such package.
    [[ " $* " != *' docker.io '* ]] || ! apt-cache show docker-cli >/dev/null 2>&1 || names+=(docker-cli)
    say "apt-get install ${names[*]}"
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${names[@]}" >"$work/apt.log" 2>&1 ||
        { apt_failed "apt-get install ${names[*]}"; return 1; }
}
apt_failed() { tail -n 15 "$work/apt.log" >&2; say "failed, as said above: $1"; }

# apt_of SUITE COMMAND…: apt with lists and cache of its own for this run, so that the machine's are left alone. SUITE is
# `own`, or a Debian's name: then the machine's own sources serve, with that name in place of this Debian's.
apt_of() {
    local suite=$1 command=$2 folder=$work/apt/$1; shift 2
    local options=(-o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache")
    [ "$suite" = own ] || options+=(-o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$folder/sources")
    # As root apt would download as the user _apt, who may not write here.
    [ "$(id -u)" -ne 0 ] || options+=(-o APT::Sandbox::User=root)
    "$command" "${options[@]}" "$@"
}

# apt_lists SUITE: brings the lists of a suite, once a run.
apt_lists() {
    local folder=$work/apt/$1 codename file
    [ ! -e "$folder/brought" ] || return 0
    mkdir -p "$folder"/{lists/partial,cache/archives/partial,sources} || return 1
    if [ "$1" != own ]; then
        codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
        [ -n "$codename" ] || { say '/etc/os-release names no Debian release'; return 1; }
        for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
            # Debian's own archives only: the codename followed by `main`, on the line or as the stanza's component.
            { grep -qsw "$codename" "$file" && grep -qw main "$file"; } || continue
            sed "s/\\b$codename\\b/$1/g" "$file" >"$folder/sources/$(basename "$file")"
        done
    fi
    apt_of "$1" apt-get -qq update >"$work/apt.log" 2>&1 || { apt_failed "apt-get update, suite $1"; return 1; }
    touch "$folder/brought"
}

# candidate SUITE PACKAGE: the version on offer, without its epoch; nothing when there is none.
candidate() { apt_of "$1" apt-cache policy "$2" 2>/dev/null | sed -nE 's/^ *Candidate: ([0-9]+:)?([0-9].*)/\2/p'; }

# source_of NAME: prints "suite package" for what list_tools calls NAME. Debian before trixie has docker-compose as version 1
# and no buildx; Ubuntu and Docker's own archive use other names.
source_of() {
    local other version
    case $1 in
        docker-compose) other='docker-compose docker-compose-v2 docker-compose-plugin' ;;
        docker-buildx)  other='docker-buildx docker-buildx-plugin' ;;
        *) echo "own $1"; return ;;
    esac
    for other in $other; do
        version=$(candidate own "$other")
        case $other=$version in *= | docker-compose=[01].*) ;; *) echo "own $other"; return ;; esac
    done
    echo "$PLUGINS_SUITE $1"
}

# fetch_package NAME: downloads a package and takes its one program from it.
fetch_package() {
    local suite package unpacked=$work/unpacked-$1 program to
    apt_lists own || return 1
    read -r suite package < <(source_of "$1")
    apt_lists "$suite" || return 1
    say "fetching $package$([ "$suite" = own ] || echo " from Debian $suite")"
    mkdir -p "$unpacked" "$TOOLS/bin" "$TOOLS/cli-plugins"
    ( cd "$unpacked" && apt_of "$suite" apt-get -qq download "$package" >"$work/apt.log" 2>&1 && dpkg -x ./*.deb . ) ||
        { apt_failed "download of $package"; return 1; }
    case $1 in
        busybox-static)  program=busybox to=bin ;;
        docker-registry) program=docker-registry to=bin ;;
        *)               program=$1 to=cli-plugins ;;
    esac
    # Below bin or cli-plugins: /etc/init.d has a docker-registry too.
    program=$(find "$unpacked" -type f -path "*/$to/$program" -perm -100 | head -n 1)
    [ -n "$program" ] || { say "the package $package has no program for $1"; return 1; }
    # Renamed into place, so that an interrupted run leaves no half of a program.
    cp "$program" "$TOOLS/$to/.part" && mv "$TOOLS/$to/.part" "$TOOLS/$to/$(basename "$program")"
}
