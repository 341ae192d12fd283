# shellcheck shell=bash disable=SC2154  # top, engine, host, hosts, work: tests/run
# The sections of tests/run: what each runs, what must have passed before, and the summary.
#
# To add one: a name in SECTIONS, a line in about(), a function section_NAME (dashes become underscores) that uses `step`,
# and, if they apply, its needs and its place among those that want an engine.

readonly SECTIONS=(fmt build course stand-ins verify missing unit journey lint verify-classic mutate bench)
readonly RECORDED=tests/recorded/docker-20.10/attempts
# So many engines prove the course beside the one that all else runs on: a proof mostly waits for its engine.
lanes=3
# Compiled once for all sections. `--changed` takes the profile that compiles fastest.
profile=(--release) KESAKO=target/release/kesako

about() {
    case $1 in
        build)          echo 'compile program and tests, once for all, with the locked dependencies' ;;
        fmt)            echo 'the code is formatted' ;;
        lint)           echo 'clippy, warnings are errors' ;;
        unit)           echo 'cargo test: pure code, recorded attempts and answers, and the binary against a real engine' ;;
        journey)        echo 'a learner gets through the whole course in one sitting' ;;
        course)         echo 'the built-in course has no fault that can be seen without an engine' ;;
        stand-ins)      echo 'the base images can be made without a registry' ;;
        verify)         echo 'every step of the course proves itself on a real engine, building with BuildKit' ;;
        missing)        echo 'attempts whose recording is missing, or does not answer what is asked now' ;;
        verify-classic) echo 'chapters 1 to 3, 8 and 10 the same with the classic builder and Compose v1' ;;
        mutate)         echo 'wrong attempts made out of right ways are caught' ;;
        bench)          echo 'what a check costs stays within its budget' ;;
    esac
}
needs() {
    case $1 in
        course | stand-ins) echo build ;;
        unit) [ "$scale" = changed ] && echo build || echo build stand-ins ;;
        journey | verify | missing | verify-classic | mutate | bench) echo build stand-ins ;;
    esac
}
wants_engine() {
    case $1 in
        unit) [ "$scale" != changed ] ;;
        journey | stand-ins | verify | missing | verify-classic | mutate | bench) return 0 ;;
        *) return 1 ;;
    esac
}
# on_lanes NAME: whether a section shares its work out over the engines that are there for that.
on_lanes() { case $1 in verify | missing | verify-classic | mutate) return 0 ;; *) return 1 ;; esac; }
# comes_first NAME, comes_last NAME: before all that runs side by side, and alone after it, since it measures time.
comes_first() { case $1 in fmt | build | course | stand-ins) return 0 ;; *) return 1 ;; esac; }
comes_last() { [ "$1" = bench ]; }

# default_sections: what runs when nothing is named.
default_sections() {
    case $scale in
        full)    echo fmt build course stand-ins verify unit journey lint verify-classic mutate bench ;;
        changed) echo fmt build course unit; ! touches_engine || echo stand-ins missing ;;
        *)       echo fmt build course stand-ins verify unit journey lint bench ;;
    esac
}

section_build() {
    step cargo build "${profile[@]}" --locked || return 1
    if [ "$scale" = changed ]; then step cargo test "${profile[@]}" --locked --no-run --lib; return; fi
    step cargo test "${profile[@]}" --locked --no-run --lib --test integration --test journey --bench speed
}
section_fmt()            { step cargo fmt --check; }
section_lint()           { step cargo clippy "${profile[@]}" --locked --all-targets -- -D warnings; }
section_unit() {
    if [ "$scale" = changed ]; then step cargo test "${profile[@]}" --locked --lib; return; fi
    step env KESAKO_TEST_HOST="$host" cargo test "${profile[@]}" --locked --lib --test integration
}
section_journey()        { step env KESAKO_TEST_HOST="$host" cargo test "${profile[@]}" --locked --test journey; }
section_course()         { step "$KESAKO" course lint; }
section_stand_ins()      { step "$KESAKO" --host "$host" images stand-in --yes; }
section_verify() {
    local sample=(--sample)
    [ "$scale" != full ] || sample=()
    prove BuildKit 1 "$DOCKER_CONFIG" "${sample[@]}" --times "$RECORDED/seconds.json"
}
# The recordings of the repository stay what they are; a copy is completed.
section_missing() {
    mkdir -p "$work/recorded"
    [ ! -d "$RECORDED" ] || cp -r "$RECORDED/." "$work/recorded"
    prove BuildKit 1 "$DOCKER_CONFIG" --record "$work/recorded" --missing
}
section_verify_classic() { prove 'the classic builder' 0 "$(classic_config)" "${CLASSIC[@]}"; }
section_mutate()         { prove BuildKit 1 "$DOCKER_CONFIG" --mutate; }
section_bench()          { step env KESAKO_TEST_HOST="$host" cargo test "${profile[@]}" --locked --bench speed; }

# What the classic builder is proven with: the chapters about building, the one about pushing what was built, and Compose,
# there with version 1. The classic builder leaves the stages of chapter 9 behind as images without a name, which nobody can
# tell from another's; the others build what they need and no more.
readonly CLASSIC=(01-kesako 02-image-container 03-cmd-run 08-registries 10-compose)

# classic_config: prints a folder of Docker's configuration where Compose is version 1, if this machine has that.
classic_config() {
    local config=$work/docker-classic
    has_compose_v1 || { echo "$DOCKER_CONFIG"; return; }
    mkdir -p "$config/cli-plugins"
    ln -sf "$(plugin_at buildx)" "$config/cli-plugins/docker-buildx"
    ln -sf "$top/tests/lib/compose-v1/docker-compose" "$config/cli-plugins/docker-compose"
    echo "$config"
}

# prove WITH BUILDKIT CONFIG ARGUMENT…: the course on the engines that are there for that, or on the one that was given.
prove() {
    local with=$1 buildkit=$2 config=$3 number also=()
    shift 3
    printf '%s, %s\n' "$with" "$(DOCKER_CONFIG=$config docker compose version | head -n 1)"
    local command=(env "DOCKER_CONFIG=$config" "DOCKER_BUILDKIT=$buildkit" "$KESAKO")
    if [ -n "$engine" ]; then
        step "${command[@]}" --host "$engine" course verify --yes $(without_times "$@")
        return
    fi
    for (( number = 2; number <= lanes; number++ )); do also+=(--also-host "${hosts[number]}"); done
    step "${command[@]}" --host "${hosts[1]}" course verify --yes "${also[@]}" "$@"
}

# without_times ARGUMENT…: the same for one engine, which has nothing to share out.
without_times() {
    while [ $# -gt 0 ]; do
        if [ "$1" = --times ]; then shift; else printf '%s\n' "$1"; fi
        shift
    done
}

# changed_files: what differs from $base, in the working tree too.
changed_files() { git diff --name-only "$base"; git ls-files --others --exclude-standard; }
# touches_engine: whether anything changed that an attempt on an engine may come out otherwise for.
touches_engine() { changed_files | grep -qE '^(src|checks|exercises|lessons/course.toml)'; }

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

# result_of NAME, took_of NAME: what came of a section; empty if it has not run.
result_of() { sed -n 1p "$work/$1.result" 2>/dev/null; }
took_of() { sed -n 2p "$work/$1.result" 2>/dev/null; }
note_result() { printf '%s\n%s\n' "$2" "${3:-}" >"$work/$1.result"; }

# run_section NAME: false unless it passed. A section whose need failed is not run, and that counts as a failure.
run_section() {
    local need began status=0 outcome
    printf '\n══ %s: %s\n' "$1" "$(about "$1")"
    began=$(date +%s%3N)
    for need in $(needs "$1"); do
        [ "$(result_of "$need")" = pass ] && continue
        note_result "$1" "not run: $need did not pass"; result_of "$1"; return 1
    done
    if wants_engine "$1" && ! engines_for "$1"; then
        note_result "$1" 'not run: no engine'; result_of "$1"; return 1
    fi
    "section_${1//-/_}" > >(tee "$work/$1.log") 2>&1 || status=$?
    wait "$!" 2>/dev/null
    outcome=pass; [ "$status" -eq 0 ] || outcome="FAIL, exit code $status"
    note_result "$1" "$outcome" "$(in_seconds $(( $(date +%s%3N) - began )))"
    printf '── %s: %s, %s\n' "$1" "$outcome" "$(took_of "$1")"
    return "$status"
}

# engines_for NAME: starts the engines that a section needs, unless they are up.
engines_for() {
    local number
    if ! on_lanes "$1" || [ -n "$engine" ]; then start_engine 0; return; fi
    for (( number = 1; number <= lanes; number++ )); do start_engine "$number" || return 1; done
}

# run_all SECTION…: some first, then those on the lanes beside all others, each kept apart, then what measures time.
run_all() {
    local s first=() proofs=() beside=() last=() aside=''
    for s in "$@"; do
        if comes_first "$s"; then first+=("$s"); elif comes_last "$s"; then last+=("$s")
        elif on_lanes "$s"; then proofs+=("$s"); else beside+=("$s"); fi
    done
    for s in "${first[@]}"; do run_section "$s"; done
    if [ ${#proofs[@]} -gt 0 ] && [ ${#beside[@]} -gt 0 ] && [ -z "$engine" ]; then
        # Engines are started here, where leave() knows of them.
        for s in "${beside[@]}"; do ! wants_engine "$s" || start_engine 0; done
        printf '\nbeside what follows, shown when it is over: %s\n' "${beside[*]}"
        ( trap - EXIT; for s in "${beside[@]}"; do run_section "$s"; done ) >"$work/beside.log" 2>&1 &
        aside=$!
    else
        proofs=("${beside[@]}" "${proofs[@]}")
    fi
    for s in "${proofs[@]}"; do run_section "$s"; done
    if [ -n "$aside" ]; then wait "$aside"; cat "$work/beside.log"; fi
    for s in "${last[@]}"; do run_section "$s"; done
}

# So many last lines of a section that failed are shown again at the end, where they are found.
readonly RECALLED=20

print_summary() {
    local s passed=0 failures=0
    printf '\n══ summary%s\n' "${host:+ (engine: $host)}"
    for s in "${plan[@]}"; do
        printf '  %-15s %10s  %s\n' "$s" "$(took_of "$s")" "$(result_of "$s")"
        if [ "$(result_of "$s")" = pass ]; then passed=$((passed + 1)); else failures=$((failures + 1)); fi
    done
    for s in "${plan[@]}"; do
        [[ $(result_of "$s") != FAIL* ]] || { printf '\n══ the end of %s\n' "$s"; tail -n $((RECALLED * 2)) "$work/$s.log"; }
    done
    printf 'sections: %d passed, %d failed, %d s in all\n' "$passed" "$failures" "$SECONDS"
    [ "$failures" -eq 0 ]
}
