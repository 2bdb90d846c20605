#!/bin/sh
# Measures `slipway config` beside `docker compose config`, js-yaml and the YAML parser it rests on, and prints a Markdown table with ratios.
#
# usage: bench/config-beside-compose.sh [--compose PATH] [--rounds N] [--cases FOLDER] [--no-node]
#
#   --compose PATH  the Compose binary to compare with (default: `docker compose`, else `docker-compose`); it must be version 2.40.3
#   --rounds N      rounds, in each of which every program runs once (default: 40); the conformance cases have a tenth of that
#   --cases FOLDER  folder with conformance cases (default: those of the tests, where they are)
#   --no-node       leave out js-yaml
#
# Builds the native client and the program that measures, writes a small project and one of 300 services, and runs. Wall time is from before a
# process is started until it has been waited for; memory is the most that it held. Results go to bench/results/config-DATE: report.md, config.svg.
# Wants a quiet machine; the load is printed before and after.
# Exit codes: 0 measured, 1 something failed, 2 wrong usage, 3 the peer is missing or another version.
set -u

peer_version=2.40.3
compose=''
rounds=40
cases=''
node=yes

fail() { code=$1; shift; printf 'config-beside-compose: error: %s\n' "$*" >&2; exit "$code"; }
say() { printf 'config-beside-compose: %s\n' "$*" >&2; }

while [ $# -gt 0 ]; do
    case $1 in
        -h|--help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
        --no-node) node=no ;;
        --compose|--rounds|--cases)
            [ $# -ge 2 ] || fail 2 "$1 needs a value"
            case $1 in
                --compose) compose=$2 ;;
                --rounds) rounds=$2 ;;
                --cases) cases=$2 ;;
            esac
            shift ;;
        *) fail 2 "unknown argument $1; see $0 --help" ;;
    esac
    shift
done
case $rounds in ''|*[!0-9]*|0) fail 2 "--rounds takes a whole number above 0, not '$rounds'" ;; esac

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/slipway-bench.XXXXXX") || exit 1
trap 'rm -rf "${work:?}"' EXIT
trap 'exit 130' INT TERM

# Run as a program of its own, Compose is a little faster than as `docker compose`: the peer gets the better of the two.
if [ -z "$compose" ]; then
    for folder in "${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins" /usr/local/lib/docker/cli-plugins /usr/libexec/docker/cli-plugins /usr/lib/docker/cli-plugins; do
        if [ -x "$folder/docker-compose" ]; then compose=$folder/docker-compose; break; fi
    done
    [ -n "$compose" ] || compose=$(command -v docker-compose) || fail 3 "there is no docker compose; name it with --compose"
fi
[ -x "$compose" ] || fail 3 "$compose cannot be run"
version=$("$compose" version --short 2>/dev/null)
case $version in "$peer_version"*) ;; *) fail 3 "the peer is version $version, not $peer_version" ;; esac
if [ -z "$cases" ] && [ -d "$root/tests/Slipway.Compose.Tests/Conformance/cases" ]; then cases=$root/tests/Slipway.Compose.Tests/Conformance/cases; fi

"$root/slipway" --version >/dev/null || fail 1 "the client does not build"
read -r build <"$root/artifacts/slipway/stamp"
client=$root/artifacts/slipway/$build/cli/slipway
[ -x "$client" ] || fail 1 "there is no native client; it needs clang or gcc"
dotnet build "$root/bench/Slipway.Benchmarks.Config" --configuration Release --nologo --verbosity quiet >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; fail 1 "the program that measures does not build"; }
program=$root/artifacts/bin/Slipway.Benchmarks.Config/release/Slipway.Benchmarks.Config.dll

set -- compare --work "$work" --results "$root/bench/results/config-$(date +%Y%m%d-%H%M%S)" --rounds "$rounds" --compose "$compose" --slipway "$client" --script "$root/slipway"
if [ $node = yes ] && command -v node >/dev/null && command -v npm >/dev/null; then
    (cd "$work" && npm install --silent --no-audit --no-fund --no-save js-yaml@4 >/dev/null 2>"$work/npm.log") || { cat "$work/npm.log" >&2; fail 1 "js-yaml cannot be installed; --no-node leaves it out"; }
    cp "$root/bench/Slipway.Benchmarks.Config/parse.cjs" "$work/"
    set -- "$@" --node "$(command -v node)"
fi
[ -z "$cases" ] || set -- "$@" --cases "$cases"

say "load before: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
dotnet "$program" "$@" || fail 1 "the measurement failed"
say "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
