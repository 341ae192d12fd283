# shellcheck shell=bash disable=SC2154  # bridge, subnet, slot, run: the state that tests/engine loads
# The private engine's processes: its own containerd and dockerd, started apart from the terminal and stopped by id.
#
# A containerd of its own always: with a system-wide one at /run/containerd, dockerd would join it, and two engines in
# one containerd share the namespace `moby`, where each takes the other's containers for leftovers.

# wait_until SECONDS PID CMD…: polls CMD until it succeeds; false after SECONDS, or as soon as PID is gone.
wait_until() {
    local deadline=$(( SECONDS + $1 )) pid=$2; shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] && { [ -z "$pid" ] || kill -0 "$pid" 2>/dev/null; } || return 1
        sleep 0.05
    done
}

# gone PID: ended; one that its parent has not reaped yet (a zombie has no command line) has ended too.
gone() { ! grep -qz . "/proc/$1/cmdline" 2>/dev/null; }

# is_ours PID DIR: an id from a file may by now be somebody else's; our two processes name our configuration.
is_ours() {
    [ -n "$1" ] && tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" |
        grep -qF -e "--config $run/containerd.toml " -e "--config-file $2/daemon.json "
}

# start_processes DIR DOCKERD STORAGE
start_processes() {
    local dir=$1 dockerd=$2 storage=$3 pid
    printf '%s\n' "$dir" >"$run/dir"
    cat >"$run/containerd.toml" <<TOML
version = 2
root = "$dir/data/containerd-root"
state = "$run/containerd"
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]
[grpc]
  address = "$run/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "$dir/data/containerd-opt"
TOML
    cat >"$dir/daemon.json" <<JSON
{
  "hosts": ["unix://$dir/docker.sock"],
  "containerd": "$run/containerd.sock",
  "data-root": "$dir/data/docker",
  "exec-root": "$run/exec",
  "pidfile": "$run/docker.pid",
  "bridge": "$bridge",
  "iptables": false,
  "ip6tables": false,
  "default-address-pools": [{ "base": "$(subnet_of "$slot").128.0/17", "size": 24 }],
  "storage-driver": "$storage",
  "live-restore": false,
  "shutdown-timeout": 5,
  "log-driver": "json-file"
}
JSON
    setsid containerd --config "$run/containerd.toml" >"$dir/containerd.log" 2>&1 </dev/null 9>&- &
    pid=$!; echo "$pid" >"$run/containerd.pid"
    wait_until "$READY_WITHIN" "$pid" test -S "$run/containerd.sock" || explain_failure "$dir" containerd
    # Proxy settings of the caller's session are not the engine's, and no context may lead it elsewhere.
    env -u DOCKER_HOST -u DOCKER_CONTEXT TMPDIR= setsid "$dockerd" --config-file "$dir/daemon.json" \
        >"$dir/dockerd.log" 2>&1 </dev/null 9>&- &
    pid=$!; echo "$pid" >"$run/dockerd.pid"
    wait_until "$READY_WITHIN" "$pid" answers "$dir" || explain_failure "$dir" dockerd
}

explain_failure() {
    printf 'engine: %s did not come up within %s s; its last words:\n' "$2" "$READY_WITHIN" >&2
    tail -n 12 "$1/$2.log" | sed 's/^/  | /' >&2
    die "all of it is taken down again" "read the lines above; a port, a mount or a kernel module is usually named there"
}

# empty_engine DIR: containers and user networks go while the engine still answers: it knows them best.
empty_engine() {
    answers "$1" >/dev/null || return 0
    local engine=(env DOCKER_CONTEXT= DOCKER_HOST= docker -H "unix://$1/docker.sock") ids
    ids=$("${engine[@]}" ps -aq) || ids=''
    # shellcheck disable=SC2086  # one word an id
    [ -z "$ids" ] || "${engine[@]}" rm -f $ids >/dev/null 2>&1 || true
    "${engine[@]}" network prune -f >/dev/null 2>&1 || true
}

# stop_processes DIR: dockerd, then containerd, then what a killed engine may have left: shims and their containers.
stop_processes() {
    local name pid child
    for name in dockerd containerd; do
        pid=$(cat "$run/$name.pid" 2>/dev/null || true)
        is_ours "$pid" "$1" || continue
        kill "$pid" 2>/dev/null || true
        wait_until "$STOP_WITHIN" '' gone "$pid" && continue
        say "$name did not stop within $STOP_WITHIN s: killing it"
        kill -9 "$pid" 2>/dev/null || true
        wait_until 5 '' gone "$pid" || true
    done
    for pid in $(shims); do
        for child in $(children "$pid"); do kill -9 "$child" 2>/dev/null || true; done
        kill -9 "$pid" 2>/dev/null || true
        wait_until 5 '' gone "$pid" || true
    done
}

shims() {
    local path
    for path in /proc/[0-9]*/cmdline; do
        tr '\0' ' ' 2>/dev/null <"$path" | grep -qE -e "containerd-shim.* -address $run/containerd.sock" || continue
        path=${path#/proc/}; echo "${path%/cmdline}"
    done
}
children() { cat /proc/"$1"/task/*/children 2>/dev/null || true; }

# unmount_below FOLDER: deepest first.
unmount_below() {
    local point
    while read -r point; do
        umount -l "$point" 2>/dev/null || true
    done < <(awk -v d="$1/" 'index($5, d) == 1 { print $5 }' /proc/self/mountinfo | sort -r)
}
