#!/bin/sh
# Makes sure that the programs of a PostgreSQL server are there, for the tests that start one of their own.
#
# usage: eng/postgres.sh
#
# Silent where they are: under /usr/lib/postgresql, or on PATH. Else, on Debian or Ubuntu and as root, it says so and installs the
# distribution's package. Neither starts nor keeps a server: tests do that themselves, on a port and in a directory of their own.
#
# Exit codes: 0 the programs are there; 3 they are not and this script may not or cannot install them here; 5 installing failed.
set -u

say() { printf 'postgres: %s\n' "$*" >&2; }
# fail CODE WHAT NEXT-STEP
fail() { printf 'postgres: error: %s\npostgres: next step: %s\n' "$2" "$3" >&2; exit "$1"; }

present() {
    for initdb in /usr/lib/postgresql/*/bin/initdb; do [ ! -x "$initdb" ] || return 0; done
    command -v initdb >/dev/null 2>&1 && command -v postgres >/dev/null 2>&1
}

present && exit 0

system=other
# shellcheck disable=SC1091  # a file of the machine
if [ -r /etc/os-release ]; then system=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}"); fi
case " $system " in
    *' debian '*|*' ubuntu '*) ;;
    *) fail 3 "there is no PostgreSQL server program" "install PostgreSQL so that 'initdb' and 'postgres' are on PATH" ;;
esac
[ "$(id -u)" = 0 ] || fail 3 "there is no PostgreSQL server program" "install it: sudo apt-get install postgresql"
command -v apt-get >/dev/null 2>&1 || fail 3 "there is no PostgreSQL server program, and no apt-get to install one" "install PostgreSQL"

mkdir -p /run/lock
exec 9>/run/lock/slipway-postgres.lock
if command -v flock >/dev/null 2>&1; then
    flock --nonblock 9 || { say "another command is installing PostgreSQL; waiting"; flock --timeout 600 9; }
    present && exit 0
fi

log_folder=/var/log
[ -w "$log_folder" ] || log_folder=${TMPDIR:-/tmp}
log=$log_folder/slipway-postgres-install.log
apt() {
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -y -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 9>&- </dev/null
}

say "no PostgreSQL server program: installing postgresql with apt (about a minute; log in $log)"
: >"$log"
apt update || say "apt-get update failed; trying with the package lists that are there"

# Without a cluster of the machine's own: nobody asked for a server that starts with it.
settings=/etc/postgresql-common/createcluster.conf
if [ ! -e "$settings" ]; then
    apt install --no-install-recommends postgresql-common
    [ ! -e "$settings" ] || sed -i 's/^#*create_main_cluster *=.*/create_main_cluster = false/' "$settings"
fi
apt install --no-install-recommends postgresql || {
    tail -n 20 "$log" >&2
    fail 5 "postgresql could not be installed (the last lines are above, all are in $log)" "see that 'apt-get install postgresql' works on this machine, then run the command again"
}
present || fail 5 "postgresql is installed, but its programs are not under /usr/lib/postgresql" "see $log"
say "PostgreSQL is installed"
