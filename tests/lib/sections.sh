# shellcheck shell=bash disable=SC2154  # top, engine, host, hosts, work: tests/run
# The sections of tests/run: what each runs, what must have passed before, and the summary.
#
# To add one: a name in SECTIONS, a line in about(), a function section_NAME (dashes become underscores) that uses `step`,
# and, if they apply, its needs and its place among those that want an engine.

readonly SECTIONS=(fmt build course stand-ins lint unit journey verify verify-classic bench)
readonly KESAKO=target/release/kesako
declare -A result=() took=()

about() {
    case $1 in
        build)          echo 'compile the release binary, with the locked dependencies' ;;
        fmt)            echo 'the code is formatted' ;;
        lint)           echo 'clippy, warnings are errors' ;;
        unit)           echo 'cargo test: pure code, recorded answers, and the binary against a real engine' ;;
        journey)        echo 'a learner gets through the whole course in one sitting' ;;
        course)         echo 'the built-in course has no fault that can be seen without an engine' ;;
        stand-ins)      echo 'the base images can be made without a registry' ;;
        verify)         echo 'every step of the course proves itself on a real engine, building with BuildKit' ;;
        verify-classic) echo 'chapters 1 to 3, 8 and 10 the same with the classic builder and Compose v1' ;;
        bench)          echo 'what a check costs stays within its budget' ;;
    esac
}
needs() {
    case $1 in
        course | stand-ins) echo build ;;
        unit | journey | verify | verify-classic | bench) echo build stand-ins ;;
    esac
}
wants_engine() { case $1 in unit | journey | stand-ins | verify | verify-classic | bench) return 0 ;; *) return 1 ;; esac; }

section_build()          { step cargo build --release --locked; }
section_fmt()            { step cargo fmt --check; }
section_lint()           { step cargo clippy --release --locked --all-targets -- -D warnings; }
section_unit()           { step env KESAKO_TEST_HOST="$host" cargo test --release --locked --lib --test integration; }
section_journey()        { step env KESAKO_TEST_HOST="$host" cargo test --release --locked --test journey; }
section_course()         { step "$KESAKO" course lint; }
section_stand_ins()      { step "$KESAKO" --host "$host" images stand-in --yes; }
section_verify()         { prove BuildKit 1 "$DOCKER_CONFIG" "${LANES[@]}"; }
section_verify_classic() { prove 'the classic builder' 0 "$(classic_config)" "${CLASSIC[@]}"; }
section_bench()          { step env KESAKO_TEST_HOST="$host" cargo bench --locked --bench speed; }

# The course in lanes that take about as long, each on an engine of its own: a proof mostly waits for the engine. Host ports
# are shared by all engines, so that no chapter stands in two lanes.
readonly LANES=('06-network' '10-compose' '02-image-container 04-lifecycle 05-cli' \
                '01-kesako 03-cmd-run 07-volumes 08-registries 09-multi-stage')

# What the classic builder is proven with: the chapters about building, the one about pushing what was built, and Compose,
# there with version 1. The classic builder leaves the stages of chapter 9 behind as images without a name, which nobody can
# tell from another's; the others build what they need and no more.
# Compose v1 takes its time: chapter 10 stands in two lanes.
readonly CLASSIC=('10-compose/file 10-compose/up 10-compose/logs 10-compose/down 10-compose/one-service' \
                  '10-compose/build 10-compose/rm 10-compose/project-name 10-compose/healthy 10-compose/the-end' \
                  '01-kesako 02-image-container 03-cmd-run' '08-registries')

# classic_config: prints a folder of Docker's configuration where Compose is version 1, if this machine has that.
classic_config() {
    local config=$work/docker-classic
    has_compose_v1 || { echo "$DOCKER_CONFIG"; return; }
    mkdir -p "$config/cli-plugins"
    ln -sf "$(plugin_at buildx)" "$config/cli-plugins/docker-buildx"
    ln -sf "$top/tests/lib/compose-v1/docker-compose" "$config/cli-plugins/docker-compose"
    echo "$config"
}

# prove WITH BUILDKIT CONFIG LANE…: all lanes at the same time, each on a private engine; one after the other on a given one.
prove() {
    local with=$1 buildkit=$2 config=$3 lane chapters number status=0 lanes=() pids=() failed=()
    shift 3
    if [ "$with" = BuildKit ] && [ "$(printf '%s.toml\n' $* | sort)" != "$(cd checks && printf '%s\n' *.toml | grep -v '\.proof\.toml$' | sort)" ]; then
        echo "LANES in tests/lib/sections.sh does not name every chapter of checks/"; return 1
    fi
    printf '%s, %s\n' "$with" "$(DOCKER_CONFIG=$config docker compose version | head -n 1)"
    for lane in "$@"; do
        number=${#lanes[@]}
        [ -n "$engine" ] || start_engine "$number" || return 1
        read -ra chapters <<<"$lane"
        local command=(env "DOCKER_CONFIG=$config" "DOCKER_BUILDKIT=$buildkit" "$KESAKO" --host "${hosts[number]:-$host}")
        if [ -n "$engine" ]; then step "${command[@]}" course verify --yes "${chapters[@]}" || status=$?; continue; fi
        lanes+=("$work/lane-$number.log")
        step "${command[@]}" course verify --yes "${chapters[@]}" >"${lanes[number]}" 2>&1 &
        pids+=($!)
    done
    for number in "${!pids[@]}"; do
        wait "${pids[number]}" || { status=$?; failed+=("${lanes[number]}"); }
        cat "${lanes[number]}"
    done
    [ ${#failed[@]} -eq 0 ] || tail -n "$RECALLED" "${failed[@]}"
    return "$status"
}

# step CMD…: shows the command, then runs it.
step() { printf '$ %s\n' "$*"; "$@" </dev/null; }

is_section() { local s; for s in "${SECTIONS[@]}"; do [ "$s" = "$1" ] && return 0; done; return 1; }
list_sections() { local s; for s in "${SECTIONS[@]}"; do printf '  %-15s %s\n' "$s" "$(about "$s")"; done; }
engineless() { local s out=''; for s in "${SECTIONS[@]}"; do wants_engine "$s" || out+="$s "; done; echo "${out% }"; }
plan_needs_engine() { local s; for s in "$@"; do wants_engine "$s" && return 0; done; return 1; }

# with_needs SECTION…: these and what they need, each once, in the order of SECTIONS.
with_needs() {
    local s wanted
    wanted=" $* $(for s in "$@"; do needs "$s"; done | tr '\n' ' ') "
    for s in "${SECTIONS[@]}"; do [[ $wanted == *" $s "* ]] && echo "$s"; done
    return 0
}

in_seconds() { printf '%d.%d s' "$(( $1 / 1000 ))" "$(( $1 % 1000 / 100 ))"; }

# run_section NAME: false unless it passed. A section whose need failed is not run, and that counts as a failure.
run_section() {
    local need began status=0
    printf '\n══ %s: %s\n' "$1" "$(about "$1")"
    began=$(date +%s%3N)
    for need in $(needs "$1"); do
        [ "${result[$need]:-}" = pass ] || { result[$1]="not run: $need did not pass"; took[$1]=''; echo "${result[$1]}"; return 1; }
    done
    if wants_engine "$1" && ! start_engine 0; then
        result[$1]='not run: no engine'; took[$1]=''; echo "${result[$1]}"; return 1
    fi
    "section_${1//-/_}" > >(tee "$work/$1.log") 2>&1 || status=$?
    wait "$!" 2>/dev/null
    took[$1]=$(in_seconds $(( $(date +%s%3N) - began )))
    result[$1]=pass; [ "$status" -eq 0 ] || result[$1]="FAIL, exit code $status"
    printf '── %s: %s, %s\n' "$1" "${result[$1]}" "${took[$1]}"
    return "$status"
}

# So many last lines of a section that failed are shown again at the end, where they are found.
readonly RECALLED=20

print_summary() {
    local s passed=0 failures=0
    printf '\n══ summary%s\n' "${host:+ (engine: $host)}"
    for s in "${plan[@]}"; do
        printf '  %-15s %10s  %s\n' "$s" "${took[$s]:-}" "${result[$s]:-}"
        if [ "${result[$s]:-}" = pass ]; then passed=$((passed + 1)); else failures=$((failures + 1)); fi
    done
    for s in "${plan[@]}"; do
        [[ ${result[$s]:-} != FAIL* ]] || { printf '\n══ the end of %s\n' "$s"; tail -n $((RECALLED * 2)) "$work/$s.log"; }
    done
    printf 'sections: %d passed, %d failed\n' "$passed" "$failures"
}
