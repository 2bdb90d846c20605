namespace Slipway.Testing.Postgres;

/// <summary>
/// The shell around a server: takes orders from standard input, answers each with <c>ok</c>, or with the log and <c>failed</c>, and ends the server and
/// removes its directory when standard input ends.
/// </summary>
internal static class PostgresShell
{
    /// <summary>The arguments are the directory of programs, the working directory (with the password in it), port, user and settings.</summary>
    public const string Script = """
        set -u
        trap '' INT TERM HUP
        programs=$1 directory=$2 port=$3 user=$4
        shift 4
        pid=''

        # PostgreSQL refuses to run as root.
        as=''
        if [ "$(id -u)" = 0 ]; then
            chown -R postgres: "$directory"
            as='setpriv --reuid=postgres --regid=postgres --init-groups'
        fi
        cd "$directory"

        failed() { tail -n 20 "$directory/log"; echo failed; }

        # The first and the eighth line of the server's own file tell whether this very one is ready.
        is_ready() { [ "$(sed -n '1p;8p' "$directory/data/postmaster.pid" 2>/dev/null | tr -d '\n ')" = "${pid}ready" ]; }

        start() {
            left=$1; shift
            while [ "$left" -gt 0 ]; do
                $as "$programs/postgres" -D "$directory/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
                    -c max_connections=300 -c fsync=off -c full_page_writes=off "$@" >>"$directory/log" 2>&1 </dev/null &
                pid=$!
                while kill -0 "$pid" 2>/dev/null; do
                    if is_ready; then echo ok; return; fi
                    sleep 0.05
                done
                # After a crash, the processes of the old server may need a moment to end.
                left=$((left - 1)); sleep 0.2
            done
            failed
        }

        end() { [ -z "$pid" ] || { kill "-$1" "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; pid=''; }; }

        if $as "$programs/initdb" -D "$directory/data" -U "$user" --pwfile="$directory/password" -A scram-sha-256 -E UTF8 --locale=C --no-sync \
            >"$directory/log" 2>&1 </dev/null
        then start 1 "$@"
        else failed
        fi
        while read -r order; do
            case $order in
                start) start 50 "$@" ;;
                stop) end INT; echo ok ;;
                crash) end KILL; echo ok ;;
            esac
        done
        end QUIT
        rm -rf "$directory"
        """;
}
