#!/bin/sh
# Becomes redis-server as the user redis. Options or a .conf file alone are arguments of redis-server.
set -eu

case ${1:-} in
    -*|*.conf) set -- redis-server "$@" ;;
esac

if [ "${1:-}" = redis-server ]; then
    # In a container the network decides who may connect, so protected mode is off unless it is asked for.
    case " $* " in
        *' --protected-mode '*) ;;
        *)
            case ${2:-} in
                '' | -*) grep_in=/dev/null ;;
                *) grep_in=$2 ;;
            esac
            grep -qs '^[[:space:]]*protected-mode' "$grep_in" || set -- "$@" --protected-mode no ;;
    esac
    if [ "$(id -u)" = 0 ]; then
        find /data \! -user redis -exec chown redis {} +
        exec setpriv --reuid redis --regid redis --init-groups -- "$@"
    fi
fi
exec "$@"
