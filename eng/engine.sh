#!/bin/sh
# Makes sure that a Docker Engine answers: the one DOCKER_HOST names, else the one on /var/run/docker.sock.
#
# usage: eng/engine.sh, or piped: sh -s <eng/engine.sh
#
# Silent where an engine answers. Where none does on the default socket of a Debian or Ubuntu machine and
# the user is root, it says so, installs docker.io and starts the daemon. A single file that needs only PATH,
# because the command-line client carries it and pipes it to sh.
#
# Exit codes: 0 an engine answers; 3 none does and this script may not or cannot install one here;
# 4 there is one, but this user may not use it; 5 installing failed; 6 the daemon did not start.
set -u

default_socket=/var/run/docker.sock
start_patience_seconds=60

say() { printf 'engine: %s\n' "$*" >&2; }
# fail CODE WHAT NEXT-STEP
fail() { printf 'engine: error: %s\nengine: next step: %s\n' "$2" "$3" >&2; exit "$1"; }

host=${DOCKER_HOST:-unix://$default_socket}
socket=''
case $host in
    unix://*) socket=${host#unix://} ;;
    tcp://*|http://*|https://*|ssh://*) ;;
    *) fail 3 "DOCKER_HOST=$host is not an address of an engine" "set it to unix:///path, tcp://host:port or ssh://user@host, or unset it to use $default_socket" ;;
esac

# Each probe asks GET /_ping with a limit of five seconds. A fresh Debian has no curl, but always perl; its
# Socket module would take longer to load than all the rest, so the addresses are packed here as Linux has them.
# shellcheck disable=SC2016  # the dollars are perl's
probe_perl='
alarm 5; $SIG{PIPE} = "IGNORE";
my ($kind, $where, $port) = @ARGV; my ($family, $address);
if ($kind eq "unix") { ($family, $address) = (1, pack("S a108", 1, $where)) }
else { my $ip = gethostbyname($where) or exit 1; ($family, $address) = (2, pack("S n a4 x8", 2, $port, $ip)) }
my $s; socket($s, $family, 1, 0) && connect($s, $address) or exit 1;
syswrite($s, "GET /_ping HTTP/1.0\r\nHost: engine\r\n\r\n"); sysread($s, my $line, 64);
exit($line =~ m{^HTTP/1\.[01] 200} ? 0 : 1);'

answers() {
    if [ -n "$socket" ]; then
        [ -S "$socket" ] || return 1
        if command -v perl >/dev/null 2>&1; then perl -e "$probe_perl" unix "$socket" 2>/dev/null
        elif command -v curl >/dev/null 2>&1; then curl --silent --fail --max-time 5 --unix-socket "$socket" --output /dev/null http://engine/_ping
        else docker version >/dev/null 2>&1
        fi
        return
    fi
    case $host in
        tcp://*|http://*)
            if [ -z "${DOCKER_TLS_VERIFY:-}" ] && command -v perl >/dev/null 2>&1; then
                address=${host#*://}; address=${address%%/*}
                case $address in *:*) port=${address##*:} ;; *) port=2375 ;; esac
                perl -e "$probe_perl" tcp "${address%:*}" "$port" 2>/dev/null && return 0
            fi ;;
    esac
    # TLS and SSH are the docker command's business.
    command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1
}

answers && exit 0

uid=$(id -u)

if [ -n "${DOCKER_HOST:-}" ] && [ "$socket" != "$default_socket" ]; then
    fail 3 "no Docker Engine answers at DOCKER_HOST=$host" "start that engine, or unset DOCKER_HOST to use the one of this machine"
fi
if [ -S "$socket" ] && [ ! -w "$socket" ]; then
    fail 4 "you may not use the Docker Engine at $socket" "run 'sudo usermod -aG docker $(id -un)' and log in again, or run this as root"
fi

system=other
# shellcheck disable=SC1091  # a file of the machine
if [ -r /etc/os-release ]; then system=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}"); fi
case " $system " in
    *' debian '*|*' ubuntu '*) ;;
    *) fail 3 "no Docker Engine answers at $socket" "install Docker Engine (https://docs.docker.com/engine/install/) and start it, or set DOCKER_HOST to one that runs elsewhere" ;;
esac
if [ "$uid" != 0 ]; then
    if command -v dockerd >/dev/null 2>&1; then next="start it: sudo systemctl start docker"; else next="install it: sudo apt-get install docker.io"; fi
    fail 3 "no Docker Engine answers at $socket" "$next, or set DOCKER_HOST to one that runs elsewhere"
fi
command -v apt-get >/dev/null 2>&1 || command -v dockerd >/dev/null 2>&1 ||
    fail 3 "no Docker Engine answers at $socket, and there is no apt-get to install one" "install Docker Engine and start it"

# One at a time: a second call waits here and then finds the engine running.
mkdir -p /run/lock
exec 9>/run/lock/slipway-engine.lock
if command -v flock >/dev/null 2>&1; then
    flock --nonblock 9 || { say "another command is setting up the Docker Engine; waiting"; flock --timeout 600 9; }
    answers && exit 0
fi

log_folder=/var/log
[ -w "$log_folder" ] || log_folder=${TMPDIR:-/tmp}

available() { apt-cache show --no-all-versions "$1" 2>/dev/null | grep -q '^Package:'; }

apt() {
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -y -o DPkg::Lock::Timeout=300 "$@" >>"$install_log" 2>&1 9>&- </dev/null
}

install_engine() {
    install_log=$log_folder/slipway-engine-install.log
    say "no Docker Engine answers at $socket: installing docker.io with apt (about a minute; log in $install_log)"
    : >"$install_log"
    apt update || say "apt-get update failed; trying with the package lists that are there"
    packages='docker.io iptables ca-certificates'
    # Newer releases have the command line and BuildKit's front end in packages of their own.
    for package in docker-cli docker-buildx; do if available "$package"; then packages="$packages $package"; fi; done
    # With AppArmor on in the kernel, the engine starts no container without its parser.
    if [ "$(cat /sys/module/apparmor/parameters/enabled 2>/dev/null)" = Y ]; then packages="$packages apparmor"; fi
    # shellcheck disable=SC2086  # package names hold no spaces
    apt install --no-install-recommends $packages || {
        tail -n 20 "$install_log" >&2
        fail 5 "docker.io could not be installed (the last lines are above, all are in $install_log)" "see that 'apt-get install docker.io' works on this machine, then run the command again"
    }
}

mount_control_groups() {
    mountpoint -q /sys/fs/cgroup 2>/dev/null || grep -q ' /sys/fs/cgroup' /proc/mounts && return 0
    mount -t cgroup2 cgroup2 /sys/fs/cgroup 2>/dev/null || true
}

start_engine() {
    if [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1; then
        say "starting the Docker Engine with systemd"
        last_lines() { journalctl --unit docker --no-pager --lines 20; }
        systemctl enable --now docker >/dev/null 2>&1 9>&- || systemctl start docker >/dev/null 2>&1 9>&- || true
        daemon_runs() { ! systemctl is-failed --quiet docker; }
        return
    fi
    dockerd_log=$log_folder/dockerd.log
    last_lines() { grep -v 'module=grpc' "$dockerd_log" | tail -n 20; }
    say "starting the Docker Engine (dockerd; log in $dockerd_log)"
    mount_control_groups
    setsid dockerd >"$dockerd_log" 2>&1 </dev/null 9>&- &
    daemon=$!
    daemon_runs() { kill -0 "$daemon" 2>/dev/null; }
}

command -v dockerd >/dev/null 2>&1 || install_engine
answers && exit 0
start_engine

waited=0
while ! answers; do
    if [ "$waited" -ge $((start_patience_seconds * 5)) ] || ! daemon_runs; then
        last_lines >&2
        fail 6 "the Docker Engine did not start (its last log lines are above)" "correct what they name, check with 'docker version', then run the command again"
    fi
    waited=$((waited + 1))
    sleep 0.2
done
say "the Docker Engine answers"
