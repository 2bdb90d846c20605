#!/usr/bin/env bash
# Prepares a database cluster in $PGDATA on the first start, then becomes the server.
#
# POSTGRES_USER (postgres), POSTGRES_PASSWORD, POSTGRES_DB (the user's name), POSTGRES_INITDB_ARGS and
# POSTGRES_HOST_AUTH_METHOD may each be given as NAME_FILE instead, naming a file that holds the value.
# Scripts in /docker-entrypoint-initdb.d (*.sh, *.sql, *.sql.gz) run once, in name order.
set -Eeuo pipefail

# value NAME DEFAULT: the variable NAME, else the content of the file in NAME_FILE, else DEFAULT.
value() {
    local name=$1 file=${1}_FILE
    if [[ -n ${!name:-} && -n ${!file:-} ]]; then
        echo "error: $name and $file are both set; keep one of them" >&2
        exit 1
    fi
    if [[ -n ${!file:-} ]]; then cat -- "${!file}"; else printf '%s' "${!name:-$2}"; fi
}

run_init_scripts() {
    local script
    # shellcheck disable=SC1090  # the user's own scripts
    for script in /docker-entrypoint-initdb.d/*; do
        case $script in
            *.sh) if [[ -x $script ]]; then "$script"; else . "$script"; fi ;;
            *.sql) "${psql[@]}" --dbname "$database" --file "$script" ;;
            *.sql.gz) gunzip --stdout "$script" | "${psql[@]}" --dbname "$database" ;;
            *'*') ;;
            *) echo "ignoring $script" >&2 ;;
        esac
    done
}

initialise() {
    local user password database method
    user=$(value POSTGRES_USER postgres)
    password=$(value POSTGRES_PASSWORD '')
    database=$(value POSTGRES_DB "$user")
    method=$(value POSTGRES_HOST_AUTH_METHOD scram-sha-256)
    if [[ -z $password && $method != trust ]]; then
        echo 'error: the database is new and has no superuser password; set POSTGRES_PASSWORD to one' >&2
        exit 1
    fi

    local -a arguments
    eval "arguments=($(value POSTGRES_INITDB_ARGS ''))"
    initdb --pgdata "$PGDATA" --username "$user" --pwfile <(printf '%s\n' "$password") \
        --auth-local trust --auth-host scram-sha-256 "${arguments[@]}"
    printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
    printf "\nlisten_addresses = '*'\n" >>"$PGDATA/postgresql.conf"

    # Only on the socket: nobody may take the half-prepared server for the real one.
    pg_ctl --pgdata "$PGDATA" --wait --silent --options "-c listen_addresses=''" start
    local -a psql=(psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$user" --no-password)
    if [[ $database != postgres ]]; then
        "${psql[@]}" --dbname postgres --set db="$database" <<<'CREATE DATABASE :"db";'
    fi
    export POSTGRES_USER=$user POSTGRES_PASSWORD=$password POSTGRES_DB=$database
    PGPASSWORD=$password run_init_scripts
    pg_ctl --pgdata "$PGDATA" --wait --silent --mode fast stop
    echo 'database prepared; starting the server'
}

if [[ ${1:-} == -* ]]; then set -- postgres "$@"; fi

if [[ ${1:-} == postgres ]]; then
    if [[ $(id -u) == 0 ]]; then
        mkdir -p "$PGDATA"
        find "$PGDATA" \! -user postgres -exec chown postgres {} +
        chmod 700 "$PGDATA"
        exec setpriv --reuid postgres --regid postgres --init-groups -- "$0" "$@"
    fi
    if [[ ! -s $PGDATA/PG_VERSION ]]; then initialise; fi
    unset POSTGRES_PASSWORD
fi
exec "$@"
