#!/bin/sh
# Changes one input at a time, pushes it, and prints which containers Slipway and `docker compose` replaced, whether the change shows, and how long each took.
# Then: one of fifty services changed, and pushes of a README only.
#
# usage: bench/pushes-beside-compose.sh [--compose PATH] [--only kinds|fifty|readme] [--pushes N]
#
#   --compose PATH  the Compose binary to compare with (default: `docker compose`); it must be version 2.40.3
#   --only PART     only this part
#   --pushes N      pushes of the README (default: 200)
#
# Slipway is told by the hook of a bare repository; Compose is run by hand in the clone, as people do after a pull: `up -d --build --remove-orphans`
# (without `pull`: the images are local). Time is from the push, or the command, to the end of the deployment. Everything made here is removed at the end.
# Exit codes: 0 compared, 1 something failed, 2 wrong usage, 3 the peer is missing or another version.
set -u

peer_version=2.40.3
compose=''
parts='kinds fifty readme'
pushes=200
fail() { code=$1; shift; printf 'pushes-beside-compose: error: %s\n' "$*" >&2; exit "$code"; }
say() { printf 'pushes-beside-compose: %s\n' "$*" >&2; }

while [ $# -gt 0 ]; do
    case $1 in
        -h|--help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
        --compose|--only|--pushes)
            [ $# -ge 2 ] || fail 2 "$1 needs a value"
            case $1 in --compose) compose=$2 ;; --only) parts=$2 ;; --pushes) pushes=$2 ;; esac
            shift ;;
        *) fail 2 "unknown argument $1; see $0 --help" ;;
    esac
    shift
done

case $parts in kinds|fifty|readme|'kinds fifty readme') ;; *) fail 2 "no part '$parts'; known are kinds, fifty and readme" ;; esac
case $pushes in ''|*[!0-9]*|0) fail 2 "--pushes takes a whole number above 0, not '$pushes'" ;; esac

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
slipway=$root/slipway
run=$$
work=$(mktemp -d "${TMPDIR:-/tmp}/slipway-bench.XXXXXX") || exit 1
export SLIPWAY_HOME="$work/home" Slipway__Server__Port=0
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=Bench GIT_AUTHOR_EMAIL=bench@example.com GIT_COMMITTER_NAME=Bench GIT_COMMITTER_EMAIL=bench@example.com
clone='' ours='' theirs=bench
peer() { if [ -n "$compose" ]; then "$compose" -p "$theirs" ${clone:+--project-directory "$clone"} "$@"; else docker compose -p "$theirs" ${clone:+--project-directory "$clone"} "$@"; fi; }

cleanup() {
    for name in $(for part in $parts; do echo "bench$run-$part-pushed bench$run-$part-compose"; done); do
        docker ps --all --quiet --filter "label=com.docker.compose.project=$name" | xargs -r docker rm --force --volumes >/dev/null
        docker network ls --quiet --filter "label=com.docker.compose.project=$name" | xargs -r docker network rm >/dev/null
        docker volume ls --quiet --filter "label=com.docker.compose.project=$name" | xargs -r docker volume rm >/dev/null
    done
    docker image rm "bench$run-kinds-compose-built" >/dev/null 2>&1
    "$slipway" stop >/dev/null 2>&1
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

version=$(peer version --short 2>/dev/null) || fail 3 "no Compose: give its path with --compose, or install the docker compose plugin"
case ${version#v} in "$peer_version"|"$peer_version"[-+]*) ;; *) fail 3 "the peer is Compose $peer_version, this one is $version" ;; esac
"$root/eng/images.sh" --if-missing slipway-test/base:1 || exit 1
"$slipway" version >/dev/null || exit 1

# --- the repository ---------------------------------------------------------------------------------------------

write_shop() {
    mkdir -p "$clone/app" "$clone/site"
    cat >"$clone/compose.yaml" <<END
include: [included.yaml]
x-service: &service
  image: slipway-test/base:1
  stop_grace_period: 1s
  init: true
  network_mode: none
  command: sleep infinity
services:
  command:
    <<: *service
    command: sleep 1000001
  variable:
    <<: *service
    environment: { COLOUR: red }
  file:
    <<: *service
    env_file: file.env
  dotenv:
    <<: *service
    environment: { TONE: "\${TONE}" }
  extended:
    extends: { file: base.yaml, service: base }
  overridden:
    <<: *service
  config:
    <<: *service
    configs: [{ source: text, target: /text }]
  secret:
    <<: *service
    secrets: [word]
  built:
    build: app
    stop_grace_period: 1s
    init: true
    network_mode: none
    command: sleep infinity
  bound:
    <<: *service
    # what was read at the start is what a program goes on with
    command: sh -c 'cp -r /site /started; sleep infinity'
    volumes: ["./site:/site:ro"]
  stored:
    <<: *service
    volumes:
      - room:/room
      # shelf
  labelled:
    <<: *service
    labels: { com.example.shelf: top }
  published:
    image: slipway-test/base:1
    stop_grace_period: 1s
    init: true
    command: sleep infinity
    networks: [front]
    ports: ["8080"]
  # more
configs:
  text: { file: text.txt }
secrets:
  word: { file: word.txt }
volumes:
  room:
  shelf:
networks:
  front: {}
END
    printf 'services:\n  included:\n    image: slipway-test/base:1\n    stop_grace_period: 1s\n    init: true\n    network_mode: none\n    command: sleep infinity\n    environment: { SIZE: small }\n' >"$clone/included.yaml"
    printf 'services:\n  base:\n    image: slipway-test/base:1\n    stop_grace_period: 1s\n    init: true\n    network_mode: none\n    command: sleep infinity\n    environment: { SHAPE: round }\n' >"$clone/base.yaml"
    printf 'services:\n  overridden:\n    environment: { TASTE: sweet }\n' >"$clone/compose.override.yaml"
    echo SMELL=rose >"$clone/file.env"; echo TONE=low >"$clone/.env"
    echo first >"$clone/text.txt"; echo open >"$clone/word.txt"; echo hello >"$clone/site/index.html"; echo '# Shop' >"$clone/README.md"
    printf 'FROM slipway-test/base:1\nCOPY goods.txt /goods.txt\n' >"$clone/app/Dockerfile"; echo apples >"$clone/app/goods.txt"
}

in_file() { sed -i "$2" "$clone/$1"; }

# --- comparing --------------------------------------------------------------------------------------------------

containers() { docker ps --all --no-trunc --filter "label=com.docker.compose.project=$1" --format '{{.Label "com.docker.compose.service"}} {{.ID}}' | sort; }
# changed BEFORE AFTER: the services whose container is another one, came or went.
changed() { names=$(diff "$1" "$2" | sed -n 's/^[<>] \([^ ]*\) .*/\1/p' | sort -u | tr '\n' ' '); echo "${names:-none}"; }
now() { date +%s%N; }
seconds() { awk "BEGIN { printf \"%.1f\", ($2 - $1) / 1e9 }"; }

push() {
    git -C "$clone" add --all && git -C "$clone" commit --quiet --message Change || fail 1 "nothing to commit"
    commit=$(git -C "$clone" rev-parse HEAD)
    git -C "$clone" push --quiet origin main || fail 1 "the push failed"
}

await_ours() {
    tries=0
    until "$slipway" ls --json | tr -d ' \n' | grep -q "\"name\":\"$ours\",\"state\":\"running\".*\"commit\":\"$1\""; do
        tries=$((tries + 1)); [ $tries -lt 600 ] || { "$slipway" ls >&2; fail 1 "$ours does not come to run $1"; }
        sleep 0.1
    done
}

shows() { # NAME SERVICE EXPECTED COMMAND...: yes or no
    [ "$2" != - ] || { echo -; return; }
    id=$(docker ps --quiet --filter "label=com.docker.compose.project=$1" --filter "label=com.docker.compose.service=$2" | head -1)
    name=$1; service=$2; expected=$3; shift 3
    if [ -n "$id" ] && docker exec "$id" "$@" 2>/dev/null | grep -q -- "$expected"; then echo yes; else echo "**no**"; fi
}

# step NAME WANTED SERVICE EXPECTED COMMAND...: what was changed before is pushed and compared.
step() {
    what=$1; wanted=${2:-none}; service=$3; expected=$4; shift 4
    containers "$ours" >"$work/ours.before"; containers "$theirs" >"$work/theirs.before"
    begin=$(now); push; await_ours "$commit"; own_time=$(seconds "$begin" "$(now)")
    begin=$(now); peer up -d --build --remove-orphans >"$work/output" 2>&1 || { cat "$work/output" >&2; fail 1 "Compose failed at: $what"; }
    peer_time=$(seconds "$begin" "$(now)")
    containers "$ours" >"$work/ours.after"; containers "$theirs" >"$work/theirs.after"
    printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$what" "$wanted" \
        "$(changed "$work/ours.before" "$work/ours.after")" "$(shows "$ours" "$service" "$expected" "$@")" "$own_time" \
        "$(changed "$work/theirs.before" "$work/theirs.after")" "$(shows "$theirs" "$service" "$expected" "$@")" "$peer_time"
}

# begin_with: what was written is the first commit, both tools run it.
begin_with() {
    ours=bench$run-$1-pushed; theirs=bench$run-$1-compose
    git init --quiet --bare --initial-branch=main "$work/bare-$1" && git -C "$clone" init --quiet --initial-branch=main && git -C "$clone" remote add origin "$work/bare-$1" || exit 1
    push
    "$slipway" connect "$work/bare-$1" --hook --name "$ours" >"$work/output" 2>&1 || { cat "$work/output" >&2; fail 1 "cannot connect"; }
    await_ours "$commit"
    peer up -d --build >"$work/output" 2>&1 || { cat "$work/output" >&2; fail 1 "Compose cannot start it"; }
}

kinds() {
    clone=$work/kinds; write_shop; begin_with kinds
    echo '| what was pushed | should change | Slipway changed | shows | s | Compose changed | shows | s |'
    echo '|---|---|---|---|---|---|---|---|'
    in_file compose.yaml 's/sleep 1000001/sleep 1000002/'; step 'a command' command command 1000002 sh -c 'cat /proc/[0-9]*/cmdline'
    in_file compose.yaml 's/COLOUR: red/COLOUR: blue/'; step 'a variable' variable variable blue printenv COLOUR
    echo SMELL=lily >"$clone/file.env"; step 'an env file' file file lily printenv SMELL
    echo TONE=high >"$clone/.env"; step '`.env`' dotenv dotenv high printenv TONE
    in_file included.yaml 's/small/large/'; step 'an included file' included included large printenv SIZE
    in_file base.yaml 's/round/square/'; step 'an extended file' extended extended square printenv SHAPE
    in_file compose.override.yaml 's/sweet/sour/'; step 'the override file' overridden overridden sour printenv TASTE
    echo second >"$clone/text.txt"; step "a config's content" config config second cat /text
    echo sesame >"$clone/word.txt"; step "a secret's content" secret secret sesame cat /run/secrets/word
    echo pears >"$clone/app/goods.txt"; step 'a file in a build context' built built pears cat /goods.txt
    echo 'ENV ORIGIN=garden' >>"$clone/app/Dockerfile"; step 'the Dockerfile' built built garden printenv ORIGIN
    echo welcome >"$clone/site/index.html"; step 'a bind-mounted file' bound bound welcome cat /started/index.html
    in_file compose.yaml 's/shelf: top/shelf: bottom/'; step 'a label' labelled - -
    in_file compose.yaml 's/\["8080"\]/["8080", "8081"]/'; step 'a port' published - -
    in_file compose.yaml 's/^  # more/  added:\n    <<: *service\n  # more/'; step 'a service more' added added sleep sh -c 'cat /proc/[0-9]*/cmdline'
    in_file compose.yaml '/^  added:$/,+1d'; step 'a service less' added - -
    in_file compose.yaml 's/# shelf/- shelf:\/shelf/'; step 'a volume' stored stored /shelf ls -d /shelf
    in_file compose.yaml 's/^  front: {}/  front: { name: "${COMPOSE_PROJECT_NAME}-street" }/'; step 'the name of a network' published - -
    echo '# The shop' >"$clone/README.md"; step 'README only' '' - -
}

# calls NAME SINCE UNTIL: how often the engine changed a container of a project. Each is one call, but for the end of a process that is stopped.
calls() {
    docker events --since "$2" --until "$3" --filter type=container --filter "label=com.docker.compose.project=$1" --format '{{.Action}}' |
        grep -Ec '^(create|start|stop|kill|destroy|rename|update|restart)$'
}

fifty() {
    clone=$work/fifty; mkdir -p "$clone"
    { echo 'services:'; n=1; while [ $n -le 50 ]; do
        printf '  s%s:\n    image: slipway-test/base:1\n    init: true\n    network_mode: none\n    command: sleep infinity\n    environment: { RELEASE: "1" }\n' $n; n=$((n + 1))
    done; } >"$clone/compose.yaml"
    begin_with fifty
    echo '| one of fifty services changed | changed | container events | s |'
    echo '|---|---|---|---|'
    release=1
    while [ $release -le 5 ]; do
        containers "$ours" >"$work/ours.before"; containers "$theirs" >"$work/theirs.before"
        line=$((6 * 25 + 1))   # the last line of s25
        sed -i "${line}s/RELEASE: .*/RELEASE: \"1.$release\" }/" "$clone/compose.yaml"
        since=$(date +%s.%N); begin=$(now); push; await_ours "$commit"; took=$(seconds "$begin" "$(now)"); sleep 0.5; until=$(date +%s.%N)
        containers "$ours" >"$work/ours.after"
        echo "| Slipway | $(changed "$work/ours.before" "$work/ours.after") | $(calls "$ours" "$since" "$until") | $took |"
        since=$(date +%s.%N); begin=$(now); peer up -d >"$work/output" 2>&1 || { cat "$work/output" >&2; fail 1 "Compose failed"; }
        took=$(seconds "$begin" "$(now)"); sleep 0.5; until=$(date +%s.%N)
        containers "$theirs" >"$work/theirs.after"
        echo "| Compose | $(changed "$work/theirs.before" "$work/theirs.after") | $(calls "$theirs" "$since" "$until") | $took |"
        release=$((release + 1))
    done
}

# From the beginning of each `git push`, and from the event that its hook led to, until cluster.updated was handled.
readme() {
    clone=$work/readme; mkdir -p "$clone"
    printf 'services:\n  web:\n    image: slipway-test/base:1\n    init: true\n    command: sleep infinity\n' >"$clone/compose.yaml"; echo '# One' >"$clone/README.md"
    begin_with readme
    : >"$work/begun"
    n=1
    while [ $n -le "$pushes" ]; do
        echo "# Words $n" >"$clone/README.md"
        git -C "$clone" add --all && git -C "$clone" commit --quiet --message Change || fail 1 "nothing to commit"
        commit=$(git -C "$clone" rev-parse HEAD)
        now >>"$work/begun"
        git -C "$clone" push --quiet origin main || fail 1 "the push failed"
        await_ours "$commit"
        n=$((n + 1))
    done
    "$slipway" events "$ours" --json >"$work/events.json"
    perl -MJSON::PP -MTime::Local -e '
        sub at { my ($y, $m, $d, $h, $i, $s) = $_[0] =~ /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):([\d.]+)/; return 1000 * (timegm(0, $i, $h, $d, $m - 1, $y) + $s) }
        sub show { my ($what, @t) = @_; @t = sort { $a <=> $b } @t; printf "| %s | %d | %.0f ms | %.0f ms |\n", $what, scalar @t, $t[int(0.5 * $#t + 0.5)], $t[int(0.99 * $#t + 0.5)] }
        local $/; open my $file, "<", $ARGV[0]; my $events = decode_json(<$file>); open my $begun, "<", $ARGV[1]; my @begun = split /\n/, <$begun>;
        my %trace; for (@$events) { push @{$trace{$_->{traceId}}}, $_ }
        my (@stored, @handled);
        for my $chain (values %trace) {
            my ($push) = grep { $_->{name} eq "github.pushed" } @$chain; my ($updated) = grep { $_->{name} eq "cluster.updated" } @$chain;
            next unless $push && $updated;
            my $d = $updated->{deliveries}[0];
            push @stored, [at($push->{sentAt}), at($updated->{sentAt}) + $d->{queueMilliseconds} + $d->{runMilliseconds}];
        }
        @stored = sort { $a->[0] <=> $b->[0] } @stored;
        die "some pushes led to no update\n" unless @stored == @begun;
        print "| README only, until cluster.updated was handled | pushes | p50 | p99 |\n|---|---|---|---|\n";
        show("from the beginning of git push", map { $stored[$_][1] - $begun[$_] / 1e6 } 0 .. $#begun);
        show("from the stored event", map { $_->[1] - $_->[0] } @stored);
    ' "$work/events.json" "$work/begun" || fail 1 "the events cannot be read"
}

for part in $parts; do "$part"; echo; done
