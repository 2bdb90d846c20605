#!/bin/sh
# Measures `docker compose` and Slipway side by side on the same stacks and prints a Markdown table of wall times.
#
# usage: bench/up-beside-compose.sh [--compose PATH] [--rounds N] [--stack guestbook|twelve] [--port N]
#
#   --compose PATH  the Compose binary to compare with (default: `docker compose`); it must be version 2.40.3
#   --rounds N      timed rounds after one that is not counted (default: 5)
#   --stack NAME    only this stack (default: both)
#   --port N        host port of the guestbook, free on this machine (default: 18473)
#
# Every round runs, on a machine with all images present and no container of the stack:
#     compose up -d            up -d again            down
#     slipway up               up again               rm
#     compose up -d --wait     up -d --wait again     down
#     slipway up with no server running, so that it starts one as well; rm; stop
# Docker Engine 20.10 sometimes counts a container for ever that is gone, and refuses to remove its network. A `down` that meets this is
# not counted but told; the network stays for the rounds that follow.
# A cold `up` that ends without the stack's containers, or a second one that replaces a container, ends the run.
# Named volumes stay between rounds, for both tools. Everything made here is removed at the end, by name.
# Exit codes: 0 measured, 1 something failed, 2 wrong usage, 3 the peer is missing or another version.
set -u

peer_version=2.40.3
compose=''
rounds=5
stacks='guestbook twelve'
port=18473

fail() { code=$1; shift; printf 'up-beside-compose: error: %s\n' "$*" >&2; exit "$code"; }
say() { printf 'up-beside-compose: %s\n' "$*" >&2; }

while [ $# -gt 0 ]; do
    case $1 in
        -h|--help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
        --compose|--rounds|--stack|--port)
            [ $# -ge 2 ] || fail 2 "$1 needs a value"
            case $1 in
                --compose) compose=$2 ;;
                --rounds) rounds=$2 ;;
                --stack) stacks=$2 ;;
                --port) port=$2 ;;
            esac
            shift ;;
        *) fail 2 "unknown argument $1; see $0 --help" ;;
    esac
    shift
done
case $rounds in ''|*[!0-9]*|0) fail 2 "--rounds takes a whole number above 0, not '$rounds'" ;; esac
case $port in ''|*[!0-9]*) fail 2 "--port takes a number, not '$port'" ;; esac
case $stacks in guestbook|twelve|'guestbook twelve') ;; *) fail 2 "no stack '$stacks'; known are guestbook and twelve" ;; esac

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
slipway=$root/slipway
run=$$
work=$(mktemp -d "${TMPDIR:-/tmp}/slipway-bench.XXXXXX") || exit 1
export SLIPWAY_HOME="$work/home"

# Run as a program of its own, Compose is a little faster than as `docker compose`: the peer gets the better of the two.
peer() { if [ -n "$compose" ]; then "$compose" "$@"; else docker compose "$@"; fi; }

# The one whose server is not running yet has a home of its own, so that the other one's server runs on.
fresh() { SLIPWAY_HOME="$work/fresh" "$slipway" "$@"; }

cleanup() {
    for stack in $stacks; do
        for name in "bench$run-$stack-compose" "bench$run-$stack-slipway" "bench$run-$stack-fresh"; do
            docker ps --all --quiet --filter "label=com.docker.compose.project=$name" | xargs -r docker rm --force --volumes >/dev/null
            docker network ls --quiet --filter "label=com.docker.compose.project=$name" | xargs -r docker network rm >/dev/null
            docker volume ls --quiet --filter "label=com.docker.compose.project=$name" | xargs -r docker volume rm >/dev/null
        done
        docker image rm "bench$run-$stack-compose-web" "bench$run-$stack-compose-migrate" >/dev/null 2>&1
    done
    "$slipway" stop >/dev/null 2>&1
    fresh stop >/dev/null 2>&1
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

version=$(peer version --short 2>/dev/null) || fail 3 "no Compose: give its path with --compose, or install the docker compose plugin"
case ${version#v} in
    "$peer_version"|"$peer_version"[-+]*) ;;
    *) fail 3 "the peer is Compose $peer_version, this one is $version" ;;
esac
"$root/eng/images.sh" --if-missing debian:bookworm-slim postgres:15 redis:7 slipway-test/base:1 || exit 1
own_version=$("$slipway" version) || exit 1

# --- the stacks -------------------------------------------------------------------------------------------------

write_guestbook() {
    cp -R "$root/samples/guestbook/." "$1"
    sed -i "s/^WEB_PORT=.*/WEB_PORT=$port/" "$1/.env"
}

# Twelve services: s01 to s06 depend on nothing, s07 to s12 on one of them each; s01 and s02 have a health check,
# and s07 and s08 wait for it. All end at once when told to, so removal measures the tools and not `sleep`.
write_twelve() {
    {
        echo 'services:'
        for n in 01 02 03 04 05 06 07 08 09 10 11 12; do
            printf '  s%s:\n    image: slipway-test/base:1\n' "$n"
            printf '    command: ["sh", "-c", "trap '\''exit 0'\'' TERM; touch /tmp/ready; sleep infinity & wait"]\n'
            case $n in
                01|02) printf '    healthcheck: { test: ["CMD", "test", "-e", "/tmp/ready"], interval: 1s, timeout: 3s, retries: 30 }\n' ;;
                07|08) printf '    depends_on: { s0%d: { condition: service_healthy } }\n' "$((${n#0} - 6))" ;;
                09|10|11|12) printf '    depends_on: [s0%d]\n' "$((${n#0} - 6))" ;;
            esac
        done
    } >"$1/compose.yaml"
}

containers() { docker ps --all --no-trunc --quiet --filter "label=com.docker.compose.project=$1" | sort; }
expected() { if [ "$1" = guestbook ]; then echo 4; else echo 12; fi; }

# --- measuring --------------------------------------------------------------------------------------------------

# timed FILE COMMAND...: appends the wall time in milliseconds to FILE.
timed() {
    file=$1; shift
    begin=$(date +%s%N)
    "$@" >"$work/output" 2>&1
    code=$?
    end=$(date +%s%N)
    [ $code -eq 0 ] || { cat "$work/output" >&2; fail 1 "exit code $code from: $*"; }
    echo $(((end - begin) / 1000000)) >>"$work/times/$file"
}

# cycle TOOL NAME UP... : a cold `up`, the same again, and what was left in place.
cycle() {
    tool=$1; name=$2; shift 2
    [ -z "$(containers "$name")" ] || fail 1 "$name has containers before a cold up"
    timed "$stack.$tool.cold" "$@"
    containers "$name" >"$work/before"
    count=$(wc -l <"$work/before")
    [ "$count" -eq "$(expected "$stack")" ] || { docker ps --all >&2; fail 1 "$name has $count containers after: $*"; }
    timed "$stack.$tool.same" "$@"
    containers "$name" >"$work/after"
    cmp -s "$work/before" "$work/after" || fail 1 "$name was changed by a second: $*"
}

# down NAME: the peer's removal.
down() {
    begin=$(date +%s%N)
    if peer -p "$1" --project-directory "$work/$stack" down >"$work/output" 2>&1; then
        echo $((($(date +%s%N) - begin) / 1000000)) >>"$work/times/$stack.compose.down"
    elif grep -q 'has active endpoints' "$work/output" && [ -z "$(containers "$1")" ]; then
        say "$stack: a down is not counted: $(grep 'has active endpoints' "$work/output" | tail -n 1)"
    else
        cat "$work/output" >&2; fail 1 "the peer's down failed"
    fi
}

round() {
    theirs=bench$run-$stack-compose
    ours=bench$run-$stack-slipway
    cycle detached "$theirs" peer -p "$theirs" --project-directory "$work/$stack" up -d
    down "$theirs"
    cycle slipway "$ours" "$slipway" up "$work/$stack" --name "$ours"
    timed "$stack.slipway.down" "$slipway" rm "$ours"
    cycle waiting "$theirs" peer -p "$theirs" --project-directory "$work/$stack" up -d --wait
    down "$theirs"
    timed "$stack.fresh.cold" fresh up "$work/$stack" --name "bench$run-$stack-fresh"
    fresh rm "bench$run-$stack-fresh" >/dev/null 2>&1 || fail 1 "cannot remove bench$run-$stack-fresh"
    fresh stop >/dev/null 2>&1 || fail 1 'cannot stop the server'
}

for stack in $stacks; do
    mkdir "$work/$stack" && "write_$stack" "$work/$stack" || fail 1 "cannot write the stack $stack"
    git -C "$work/$stack" init --quiet && git -C "$work/$stack" add --all &&
        git -C "$work/$stack" -c user.name=bench -c user.email=bench@localhost commit --quiet --message 'The stack' || fail 1 "git failed"

    # The round that is not counted builds what is built, makes the volumes, and starts the server. Both get the one image.
    mkdir "$work/times"
    say "$stack: warming up"
    "$slipway" up "$work/$stack" --name "bench$run-$stack-slipway" >&2 || fail 1 "slipway up failed"
    if [ "$stack" = guestbook ]; then
        for service in web migrate; do
            one=$(docker ps --all --quiet --filter "label=com.docker.compose.project=bench$run-$stack-slipway" --filter "label=com.docker.compose.service=$service")
            docker tag "$(docker inspect --format '{{.Image}}' "$one")" "bench$run-$stack-compose-$service" || fail 1 "no image of $service"
        done
    fi
    "$slipway" rm "bench$run-$stack-slipway" >/dev/null || fail 1 "slipway rm failed"
    round
    rm -r "$work/times"; mkdir -p "$work/all" "$work/times"
    n=1
    while [ "$n" -le "$rounds" ]; do
        say "$stack: round $n of $rounds, load $(cut -d ' ' -f 1 /proc/loadavg)"
        round
        n=$((n + 1))
    done
    mv "$work/times"/* "$work/all/"; rmdir "$work/times"
done

# --- the table --------------------------------------------------------------------------------------------------

median() { sort -n "$work/all/$1" | awk '{ t[NR] = $1 } END { print (NR % 2) ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }'; }
spread() { sort -n "$work/all/$1" | awk -v m="$(median "$1")" 'NR == 1 { lo = $1 } { hi = $1 } END { printf "%.2f s (%.2f to %.2f)", m / 1000, lo / 1000, hi / 1000 }'; }
row() { printf '| %s | %s | %s | %s | %s | %s |\n' "$stack" "$1" "$2" "$(spread "$3")" "$(spread "$4")" \
    "$(awk -v a="$(median "$4")" -v b="$(median "$3")" 'BEGIN { printf "%.2f", a / b }')"; }

printf '%s, Compose %s, %s. Engine %s, %s processors, %s rounds; median (lowest to highest); ratio of medians, below 1 Slipway is faster.\n\n' \
    "$(date -u +%Y-%m-%d)" "$version" "$own_version" "$(docker version --format '{{.Server.Version}}')" "$(nproc)" "$rounds"
echo '| stack | what | peer command | Compose | Slipway | ratio |'
echo '|---|---|---|---|---|---|'
for stack in $stacks; do
    row 'cold up' '`up -d --wait`' "$stack.waiting.cold" "$stack.slipway.cold"
    row 'cold up' '`up -d`' "$stack.detached.cold" "$stack.slipway.cold"
    row "cold up, with the server's start" '`up -d --wait`' "$stack.waiting.cold" "$stack.fresh.cold"
    row 'no-change up' '`up -d --wait`' "$stack.waiting.same" "$stack.slipway.same"
    row 'no-change up' '`up -d`' "$stack.detached.same" "$stack.slipway.same"
    row 'removal, volumes stay' '`down`' "$stack.compose.down" "$stack.slipway.down"
done
