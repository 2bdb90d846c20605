#!/bin/sh
# Disturbs worker processes, databases and brokers on purpose and proves by a ledger that nothing is lost, doubled or out of order.
#
# usage: eng/chaos.sh [--minutes N] [--seed S] [--only FAULT,...] [--footing sqlite,postgres,rabbitmq] [--short]
#
#   --minutes N     run the soak as well, for N minutes on each footing: mixed load and a random fault every 20 s
#   --seed S        repeats the choices of an earlier run, which printed its seed
#   --only FAULT    only these, by name or number (docs/chaos.md); `--only soak` with --minutes runs the soak alone
#   --footing NAME  only on these
#   --short         the small rounds that the tests run
#
# Every fault has a PostgreSQL, a RabbitMQ and worker processes of its own on loopback, which end with it. Without --minutes it takes about half an hour.
# Exit codes: 0 all invariants hold, 1 some do not, 2 wrong usage, 3 something is missing, 70 the build failed.
set -u

fail() { code=$1; shift; printf 'chaos: error: %s\n' "$*" >&2; exit "$code"; }
set_of_options=''
while [ $# -gt 0 ]; do
    case $1 in
        -h|--help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
        --short) set_of_options="$set_of_options --scale=short" ;;
        --minutes|--seed|--only|--footing)
            [ $# -ge 2 ] || fail 2 "$1 needs a value"
            case $2 in *[!A-Za-z0-9,-]*) fail 2 "'$2' is no value for $1" ;; esac
            set_of_options="$set_of_options $1=$2"; shift ;;
        *) fail 2 "unknown argument $1; see $0 --help" ;;
    esac
    shift
done

cd -- "$(dirname -- "$0")/.." || exit 70
command -v dotnet >/dev/null 2>&1 || fail 3 "there is no 'dotnet' on PATH; install the .NET 10 SDK (https://dot.net)"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
eng/postgres.sh </dev/null || fail 3 "no PostgreSQL"
eng/rabbitmq.sh </dev/null || fail 3 "no RabbitMQ"
dotnet build tests/Slipway.Messaging.Chaos -c Release -v q --nologo >&2 </dev/null || fail 70 "the build failed"
# shellcheck disable=SC2086  # options without blanks
exec dotnet artifacts/bin/Slipway.Messaging.Chaos/release/Slipway.Messaging.Chaos.dll run $set_of_options
