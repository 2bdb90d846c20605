#!/bin/sh
# Measures Slipway's messages beside other ways to carry them, in one run on one machine, and prints tables.
#
# usage: bench/messaging.sh [--rounds N] [--messages N] [--only NAME,...] [--skip NAME,...] [--quick]
#
#   --rounds N       interleaved rounds of the throughput legs and of the keys (default: 5)
#   --messages N     messages of each throughput leg (default: 20000)
#   --only NAME,...  only these legs (raw, masstransit, rebus, ponos, sqlite, ...) or measurements (throughput, survival, latency, wake, claim, keys, idle, takeover)
#   --skip NAME,...  all but these
#   --quick          small counts: proves that all of it works, measures nothing worth keeping
#
# Starts a PostgreSQL and a RabbitMQ of its own (bench/services.sh), which end with it, and installs ponos from npm for as long as it runs. Every
# measurement is a process of its own. Results go to bench/results/DATE: results.csv, report.md, throughput.svg. Wants a quiet machine with .NET 10,
# node and npm; takes over half an hour. Exit codes: 0 measured, 1 something failed (named at the end), 2 wrong usage, 3 something is missing.
set -u

fail() { code=$1; shift; printf 'messaging: error: %s\n' "$*" >&2; exit "$code"; }
say() { printf 'messaging: %s\n' "$*" >&2; }

rounds=5 messages=20000 only='' skip='' seconds=10 samples=200 rows=1000000 idle=60 survivors=2000
while [ $# -gt 0 ]; do
    case $1 in
        -h|--help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
        --quick) rounds=1 messages=2000 seconds=2 samples=40 rows=20000 idle=10 survivors=500 ;;
        --rounds|--messages|--only|--skip)
            [ $# -ge 2 ] || fail 2 "$1 needs a value"
            case $1 in --rounds) rounds=$2 ;; --messages) messages=$2 ;; --only) only=$2 ;; --skip) skip=$2 ;; esac
            shift ;;
        *) fail 2 "unknown argument $1; see $0 --help" ;;
    esac
    shift
done
case $rounds$messages in *[!0-9]*) fail 2 "--rounds and --messages take whole numbers" ;; esac

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=1
for program in dotnet perl; do command -v $program >/dev/null 2>&1 || fail 3 "there is no '$program' on PATH"; done

throughput_legs='raw wire rabbit postgres sqlite sql-postgres sql-sqlite masstransit rebus ponos ponos-persistent'
slipway_legs='postgres sqlite'   # where the database is the transport
measurements='throughput survival latency wake claim keys idle takeover'

in_list() { case ",$2," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }
among() { for word in $2; do [ "$word" = "$1" ] && return 0; done; return 1; }
unknown=$(printf '%s,%s' "$only" "$skip" | tr ',' '\n' | while read -r name; do [ -z "$name" ] || among "$name" "$throughput_legs $measurements" || echo "$name"; done)
[ -z "$unknown" ] || fail 2 "no leg or measurement '$unknown'; known are: $throughput_legs; $measurements"
# --only with legs restricts legs, with measurements restricts measurements.
restricts() { for word in $1; do in_list "$word" "$only" && return 0; done; return 1; }
wanted() { # NAME AMONG
    if in_list "$1" "$skip"; then return 1; fi
    if restricts "$2"; then in_list "$1" "$only"; else return 0; fi
}
measuring() { wanted "$1" "$measurements"; }
leg_wanted() { wanted "$1" "$throughput_legs"; }

program=$root/artifacts/bin/Slipway.Benchmarks.Messaging/release/Slipway.Benchmarks.Messaging.dll
say "building"
dotnet build "$root/bench/Slipway.Benchmarks.Messaging" -c Release -v q --nologo >&2 </dev/null || fail 1 "the build failed"

work=$(mktemp -d "${TMPDIR:-/tmp}/slipway-bench.XXXXXX") || exit 1
# The owner of the database is another user where this one is root.
chmod 711 "$work"
mkdir "$work/services" && mkfifo "$work/commands" "$work/answers" || exit 1
# The services end when file descriptor 9 is closed, also when this script is killed: nobody else holds it.
"$root/bench/services.sh" "$work/services" <"$work/commands" >"$work/answers" 9>&- &
services=$!
exec 9>"$work/commands"
exec 8<"$work/answers"
finish() {
    trap - EXIT
    exec 9>&-
    wait "$services"
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "starting a private PostgreSQL and RabbitMQ"
until [ -f "$work/services/environment" ]; do
    kill -0 "$services" 2>/dev/null || fail 3 "the services did not start"
    sleep 0.2
done
. "$work/services/environment"
crash() { printf 'crash %s\n' "$1" >&9; read -r _ <&8; }

ponos=no
if leg_wanted ponos || leg_wanted ponos-persistent; then
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || fail 3 "ponos needs node and npm; or leave it out: --skip ponos,ponos-persistent"
    cp "$root/bench/ponos/package.json" "$root/bench/ponos/drive.js" "$work/" &&
        (cd "$work" && npm install --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error >"$work/npm.log" 2>&1 9>&- </dev/null) || { cat "$work/npm.log" >&2; fail 3 "cannot install ponos"; }
    ponos=yes
fi

results=$root/bench/results/$(date -u +%Y-%m-%d-%H%M%S)
mkdir -p "$results" || exit 1
echo 'measure,leg,round,metric,value' >"$results/results.csv"
{ echo "$(date -u +%FT%TZ)"; uname -srm; echo "processors: $(nproc)"; echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"; dotnet --version; } >"$results/machine.txt"
failures=''

# record MEASURE LEG-AS-RECORDED ROUND COMMAND...   (sh has no local variables: these names are used nowhere else)
record() {
    measure=$1; recorded=$2; in_round=$3; shift 3
    say "$measure $recorded (round $in_round)"
    mkdir -p "$work/leg"
    if "$@" >"$work/output" 2>"$work/errors" 9>&- 8<&- </dev/null; then
        sed -n "s/^\([a-z0-9_]*,-\{0,1\}[0-9.]*\)$/$measure,$recorded,$in_round,\1/p" "$work/output" >>"$results/results.csv"
    else
        say "$measure $recorded failed (exit code $?): $(head -c 1000 "$work/errors" | tr '\n' ' ')"
        failures="$failures $measure/$recorded"
    fi
}
bench() {
    mode=$1; carrier=$2; shift 2
    case $carrier in
        ponos) node "$work/drive.js" "$mode" published "$@" ;;
        ponos-persistent) node "$work/drive.js" "$mode" persistent "$@" ;;
        *) dotnet "$program" "$mode" "$carrier" --directory "$work/leg" "$@" ;;
    esac
}
# What an earlier measurement left waiting would be worked off in the next.
fresh() { rm -rf "$work/leg"; printf 'empty postgres\n' >&9; read -r _ <&8; }
can() { case $1 in ponos*) [ $ponos = yes ] ;; *) return 0 ;; esac; }

legs=''
for leg in $throughput_legs; do if leg_wanted "$leg" && can "$leg"; then legs="$legs $leg"; fi; done

if measuring throughput; then
    round=1
    while [ $round -le "$rounds" ]; do
        for leg in $legs; do fresh; record throughput "$leg" $round bench throughput "$leg" --messages "$messages"; done
        round=$((round + 1))
    done
fi

if measuring keys; then
    round=1
    while [ $round -le "$rounds" ]; do
        for leg in $slipway_legs; do
            leg_wanted "$leg" || continue
            for keys in 0 1 10 1000; do
                count=$messages; [ $keys -ne 1 ] || count=$((messages / 10)); [ $keys -ne 10 ] || count=$((messages / 4))
                fresh; record keys "$leg-$keys" $round bench keys "$leg" --keys $keys --messages $count
            done
        done
        round=$((round + 1))
    done
fi

if measuring survival; then
    for leg in $legs; do
        case $leg in sql-*) continue ;; postgres|rebus) servers=postgres ;; sqlite) servers='' ;; rabbit) servers='rabbitmq postgres' ;; *) servers=rabbitmq ;; esac
        fresh
        record survival "$leg" 1 bench survive-publish "$leg" --messages $survivors
        for server in $servers; do crash "$server"; done
        record survival "$leg" 1 bench survive-consume "$leg" --messages $survivors
    done
fi

if measuring latency; then
    for leg in $legs; do case $leg in sql-*) ;; *) fresh; record latency "$leg" 1 bench latency "$leg" --rate 500 --seconds $seconds ;; esac; done
fi

for leg in $slipway_legs; do
    leg_wanted "$leg" || continue
    if measuring wake; then
        fresh; record wake "$leg" 1 bench wake "$leg" --samples $samples
        fresh; record wake-other "$leg" 1 bench wake-other "$leg" --samples $samples
    fi
    if measuring claim; then fresh; record claim "$leg" 1 bench claim "$leg" --rows $rows; fi
    if measuring takeover; then
        fresh; record takeover "$leg-killed" 1 bench takeover "$leg" killed
        fresh; record takeover "$leg-frozen" 1 bench takeover "$leg" frozen
    fi
    if measuring idle; then fresh; record idle "$leg" 1 bench idle "$leg" --seconds $idle; fi
done

dotnet "$program" report "$results" 9>&- || failures="$failures report"
say "results are in ${results#"$root/"}"
[ -z "$failures" ] || fail 1 "failed:$failures"
