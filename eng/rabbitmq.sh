#!/bin/sh
# Makes sure that the programs of RabbitMQ are on this machine, for tests that start a broker of their own.
#
# usage: eng/rabbitmq.sh
#
# Silent where they are. On Debian or Ubuntu, as root, it installs rabbitmq-server with apt and sees to it that the
# package's own service neither starts now nor with the machine; a service that was there before is left as it is.
# SLIPWAY_TEST_RABBITMQ_HOME names another broker's folder (the one with sbin/rabbitmq-server) to test against.
#
# Exit codes: 0 they are there; 3 this script may not or cannot install them here; 5 installing failed.
set -u

say() { printf 'rabbitmq: %s\n' "$*" >&2; }
# fail CODE WHAT NEXT-STEP
fail() { printf 'rabbitmq: error: %s\nrabbitmq: next step: %s\n' "$2" "$3" >&2; exit "$1"; }

if [ -n "${SLIPWAY_TEST_RABBITMQ_HOME:-}" ]; then
    [ -x "$SLIPWAY_TEST_RABBITMQ_HOME/sbin/rabbitmq-server" ] && exit 0
    fail 3 "SLIPWAY_TEST_RABBITMQ_HOME=$SLIPWAY_TEST_RABBITMQ_HOME has no sbin/rabbitmq-server" "correct it, or unset it to use the one of this machine"
fi

programs=/usr/lib/rabbitmq/bin
present() { [ -x $programs/rabbitmq-server ] && [ -x $programs/rabbitmqctl ]; }
present && exit 0

system=other
# shellcheck disable=SC1091  # a file of the machine
if [ -r /etc/os-release ]; then system=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}"); fi
case " $system " in
    *' debian '*|*' ubuntu '*) ;;
    *) fail 3 "there is no $programs/rabbitmq-server" "install RabbitMQ (https://www.rabbitmq.com/docs/download), and set SLIPWAY_TEST_RABBITMQ_HOME to its folder" ;;
esac
[ "$(id -u)" = 0 ] || fail 3 "there is no $programs/rabbitmq-server" "install it: sudo apt-get install rabbitmq-server"
command -v apt-get >/dev/null 2>&1 || fail 3 "there is no $programs/rabbitmq-server, and no apt-get to install it" "install RabbitMQ"

# One at a time: a second call waits here and then finds the programs.
mkdir -p /run/lock
exec 9>/run/lock/slipway-rabbitmq.lock
if command -v flock >/dev/null 2>&1; then
    flock --nonblock 9 || { say "another command is installing rabbitmq-server; waiting"; flock --timeout 600 9; }
    present && exit 0
fi

log_folder=/var/log
[ -w "$log_folder" ] || log_folder=${TMPDIR:-/tmp}
log=$log_folder/slipway-rabbitmq-install.log
: >"$log"

apt() {
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -y -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 9>&- </dev/null
}

# What Debian asks before it starts a service: 101 means no. A policy that the machine has already stays in force.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 130' INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
fi

say "installing rabbitmq-server with apt (about a minute; log in $log)"
apt update || say "apt-get update failed; trying with the package lists that are there"
apt install --no-install-recommends rabbitmq-server || {
    tail -n 20 "$log" >&2
    fail 5 "rabbitmq-server could not be installed (the last lines are above, all are in $log)" "see that 'apt-get install rabbitmq-server' works on this machine, then run the command again"
}
present || fail 5 "the package rabbitmq-server brought no $programs/rabbitmq-server" "install RabbitMQ by hand, and set SLIPWAY_TEST_RABBITMQ_HOME to its folder"

# It was not installed before, so nobody here relies on its service.
if [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1; then
    systemctl disable --now rabbitmq-server >>"$log" 2>&1 9>&- || true
elif [ -s /run/rabbitmq/pid ] || [ -s /var/run/rabbitmq/pid ]; then
    service rabbitmq-server stop >>"$log" 2>&1 9>&- || true
fi
say "rabbitmq-server is installed; its service is not running"
