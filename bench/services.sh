#!/bin/sh
# A private PostgreSQL and a private RabbitMQ on loopback for as long as standard input stays open; used by bench/messaging.sh.
#
# usage: bench/services.sh DIRECTORY <COMMANDS
#
# Writes DIRECTORY/environment (SLIPWAY_BENCH_POSTGRES, SLIPWAY_BENCH_AMQP and their parts) once both answer. Then obeys one command a line, each
# answered by a line "done": `crash postgres` and `crash rabbitmq` end a server with signal 9 and start it again on the same data, `empty postgres`
# removes all that is in the database. At the end of its input, for whatever reason it ends, it stops what it started and removes DIRECTORY. Installs
# Debian's packages where they are missing and the user is root. Exit codes: 0 ended, 2 wrong usage, 3 a package is missing, 6 a server did not start.
set -u

fail() { code=$1; shift; printf 'services: error: %s\n' "$*" >&2; exit "$code"; }

[ $# -eq 1 ] && [ -d "$1" ] || fail 2 "usage: bench/services.sh DIRECTORY"
directory=$1
broker_programs=/usr/lib/rabbitmq/bin
postgres_pid=''
broker_started=''

find_postgres() { for candidate in /usr/lib/postgresql/*/bin; do [ -x "$candidate/initdb" ] && postgres_programs=$candidate; done; [ -n "${postgres_programs:-}" ]; }

install_missing() {
    wanted=''
    find_postgres || wanted="$wanted postgresql"
    [ -x "$broker_programs/rabbitmq-server" ] || wanted="$wanted rabbitmq-server"
    [ -n "$wanted" ] || return 0
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 || fail 3 "missing:$wanted; install it"
    printf 'services: installing%s\n' "$wanted" >&2
    # A policy of our own would outlive us; RUNLEVEL keeps Debian's scripts from starting the system's own servers.
    # shellcheck disable=SC2086  # a list of names
    { DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $wanted ||
        { apt-get -o DPkg::Lock::Timeout=300 update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $wanted; }
    } >"$directory/apt.log" 2>&1 </dev/null || { cat "$directory/apt.log" >&2; fail 3 "cannot install$wanted"; }
    find_postgres || fail 3 "there is still no initdb under /usr/lib/postgresql"
}

# A port that is free now. Taken and given back, so another program could take it; then the server says so and this script ends.
free_port() { perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 0)->sockport'; }

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start_postgres() {
    as_owner "$postgres_programs/postgres" -D "$directory/postgres/data" -p "$postgres_port" -k "$directory/postgres" -h 127.0.0.1 \
        -c max_connections=200 >>"$directory/postgres.log" 2>&1 </dev/null &
    waited=0
    until "$postgres_programs/pg_isready" -q -h 127.0.0.1 -p "$postgres_port"; do
        waited=$((waited + 1)); [ $waited -le 300 ] || { tail -n 20 "$directory/postgres.log" >&2; return 1; }
        sleep 0.1
    done
    postgres_pid=$(head -n 1 "$directory/postgres/data/postmaster.pid")
}

broker() { env HOME="$directory/rabbitmq" ERL_EPMD_PORT="$epmd_port" ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_NODENAME="bench-$$@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 \
    RABBITMQ_NODE_PORT="$broker_port" RABBITMQ_DIST_PORT="$distribution_port" RABBITMQ_MNESIA_BASE="$directory/rabbitmq/data" RABBITMQ_LOG_BASE="$directory/rabbitmq/log" \
    RABBITMQ_LOGS="$directory/rabbitmq/log/broker.log" RABBITMQ_PID_FILE="$directory/rabbitmq/pid" RABBITMQ_ENABLED_PLUGINS_FILE="$directory/rabbitmq/plugins" \
    RABBITMQ_CONFIG_FILE="$directory/rabbitmq/rabbitmq" RABBITMQ_CONF_ENV_FILE=/dev/null "$@"; }

start_broker() {
    rm -f "$directory/rabbitmq/pid"
    broker "$broker_programs/rabbitmq-server" >>"$directory/rabbitmq.log" 2>&1 </dev/null &
    broker_started=yes
    waited=0
    until [ -s "$directory/rabbitmq/pid" ] && perl -MIO::Socket::INET -e 'my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $ARGV[0], Timeout => 2) or exit 1;
        print $s "AMQP\0\0\x09\x01"; $s->recv(my $answer, 1); exit(length($answer // "") ? 0 : 1)' "$broker_port"; do
        waited=$((waited + 1)); [ $waited -le 300 ] || { tail -n 20 "$directory/rabbitmq.log" >&2; return 1; }
        sleep 0.2
    done
}

crash_postgres() {
    # The children too: they hold the shared memory that the next one wants.
    children=$(ps -o pid= --ppid "$postgres_pid")
    # shellcheck disable=SC2086  # a list of numbers
    kill -9 "$postgres_pid" $children 2>/dev/null
    while kill -0 "$postgres_pid" 2>/dev/null; do sleep 0.05; done
    start_postgres
}

crash_broker() {
    pid=$(cat "$directory/rabbitmq/pid")
    kill -9 "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
    sleep 0.2
    start_broker
}

finish() {
    trap - EXIT
    if [ -n "$broker_started" ] && pid=$(cat "$directory/rabbitmq/pid" 2>/dev/null); then
        kill -9 "$pid" 2>/dev/null
        while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
        # Erlang's port mapper of this broker alone; it refuses while a node is alive.
        for _ in 1 2 3 4 5 6 7 8 9 10; do ERL_EPMD_PORT=$epmd_port ERL_EPMD_ADDRESS=127.0.0.1 epmd -kill >/dev/null 2>&1 && break; sleep 0.2; done
    fi
    if [ -n "$postgres_pid" ]; then
        kill -INT "$postgres_pid" 2>/dev/null
        waited=0
        while kill -0 "$postgres_pid" 2>/dev/null; do waited=$((waited + 1)); [ $waited -le 100 ] || kill -9 "$postgres_pid"; sleep 0.1; done
    fi
    rm -rf "$directory"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

install_missing
mkdir -p "$directory/postgres" "$directory/rabbitmq/data" "$directory/rabbitmq/log" || exit 1
chmod 755 "$directory"
[ "$(id -u)" -ne 0 ] || chown postgres "$directory/postgres"
postgres_port=$(free_port); broker_port=$(free_port); distribution_port=$(free_port); epmd_port=$(free_port)
as_owner "$postgres_programs/initdb" -D "$directory/postgres/data" -A trust -U postgres -E UTF8 --locale=C --no-instructions >"$directory/postgres.log" 2>&1 </dev/null ||
    { cat "$directory/postgres.log" >&2; fail 6 "initdb failed"; }
echo '[].' >"$directory/rabbitmq/plugins"
printf 'disk_free_limit.absolute = 100MB\nlog.file.level = warning\n' >"$directory/rabbitmq/rabbitmq.conf"
start_postgres || fail 6 "PostgreSQL did not start"
start_broker || fail 6 "RabbitMQ did not start"
cat >"$directory/environment.new" <<END
export SLIPWAY_BENCH_POSTGRES='Host=127.0.0.1;Port=$postgres_port;Username=postgres;Database=postgres'
export SLIPWAY_BENCH_AMQP=amqp://guest:guest@127.0.0.1:$broker_port/
export SLIPWAY_BENCH_AMQP_PORT=$broker_port
END
mv "$directory/environment.new" "$directory/environment"

while read -r verb what; do
    case "$verb $what" in
        'empty postgres')
            PGOPTIONS='-c client_min_messages=warning' "$postgres_programs/psql" -qX -h 127.0.0.1 -p "$postgres_port" -U postgres \
                -c 'drop schema public cascade' -c 'create schema public' >&2 </dev/null || fail 6 "the database could not be emptied" ;;
        'crash postgres') crash_postgres || fail 6 "PostgreSQL did not start again" ;;
        'crash rabbitmq') crash_broker || fail 6 "RabbitMQ did not start again" ;;
        *) printf 'services: unknown command: %s %s\n' "$verb" "$what" >&2 ;;
    esac
    echo 'done'
done
