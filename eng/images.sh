#!/bin/sh
# Makes sure that the images which the samples and the tests name are on the engine.
#
# usage: eng/images.sh [--if-missing] [IMAGE...]
#
#   IMAGE         debian:bookworm-slim, postgres:15, redis:7, slipway-test/base:1
#                 (default: the first three, which samples/ uses)
#   --if-missing  do nothing for an image that the engine already has
#
# An image is pulled where a registry answers. Where none does, a stand-in is made under the same name
# from Debian's own packages: the real PostgreSQL and the real Redis, with entrypoints that honour the
# variables people use with the official images. Stand-ins carry the label slipway.stand-in=true.
#
# Works with only PATH and HOME set. Exit codes: 0 all there, 1 an image could not be made, 2 wrong usage,
# 3 no docker CLI or no engine.
set -eu

registry_patience_seconds=10   # for the registry's first answer; a download that has begun may take longer
stand_in_label='slipway.stand-in=true'

say() { printf 'images: %s\n' "$*" >&2; }
fail() { code=$1; shift; printf 'images: error: %s\n' "$*" >&2; exit "$code"; }

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if_missing=false
images=''
while [ $# -gt 0 ]; do
    case $1 in
        --if-missing) if_missing=true ;;
        -h|--help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
        -*) fail 2 "unknown option $1; see $0 --help" ;;
        debian:bookworm-slim|postgres:15|redis:7|slipway-test/base:1) images="$images $1" ;;
        *) fail 2 "no recipe for the image $1; known are debian:bookworm-slim, postgres:15, redis:7 and slipway-test/base:1" ;;
    esac
    shift
done
images=${images:-debian:bookworm-slim postgres:15 redis:7}

command -v docker >/dev/null 2>&1 || fail 3 "no docker command on PATH; install it with: apt-get install docker.io (or docker-cli)"

# shellcheck disable=SC2086  # names of images hold no spaces
if $if_missing && docker image inspect --format . $images >/dev/null 2>&1; then exit 0; fi

docker version >/dev/null 2>&1 || fail 3 "no Docker Engine answers; run eng/engine.sh first"

work=$(mktemp -d "${TMPDIR:-/tmp}/slipway-images.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

on_engine() { docker image inspect --format . "$1" >/dev/null 2>&1; }
is_stand_in() { [ "$(docker image inspect --format '{{index .Config.Labels "slipway.stand-in"}}' "$1" 2>/dev/null)" = true ]; }

# Pulls $1. Gives up when the registry has said nothing for a while; a refusal is final for this run.
registry_answers=unknown
pull() {
    [ "$registry_answers" != no ] || return 1
    docker pull "$1" >"$work/pull" 2>&1 &
    puller=$!
    waited=0
    while kill -0 "$puller" 2>/dev/null; do
        if grep -q 'Pulling from' "$work/pull"; then break; fi
        if [ "$waited" -ge $((registry_patience_seconds * 5)) ]; then
            kill "$puller" 2>/dev/null || true
            echo "no answer within $registry_patience_seconds s" >>"$work/pull"
            break
        fi
        waited=$((waited + 1))
        sleep 0.2
    done
    if wait "$puller"; then
        registry_answers=yes
        say "pulled $1"
        return 0
    fi
    registry_answers=no
    say "no registry can be reached: $(tail -n 1 "$work/pull")"
    return 1
}

# The machine's own Debian mirror, so that builds inside containers reach the same packages.
apt_uris() { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null | grep -v '^[[:space:]]*#' | grep -oE 'https?://[^][:space:]]+' || true; }
debian_mirror() { apt_uris | grep -E '/debian/?$' | head -n 1; }
security_mirror() { apt_uris | grep -E '/debian-security/?$' | head -n 1; }

make_debian() {
    [ "$(id -u)" = 0 ] || fail 1 "making debian:bookworm-slim needs root; run this script as root, or pull the image where a registry is reachable"
    if ! command -v debootstrap >/dev/null 2>&1; then
        command -v apt-get >/dev/null 2>&1 || fail 1 "making debian:bookworm-slim needs debootstrap; install it and run this script again"
        say "installing debootstrap"
        DEBIAN_FRONTEND=noninteractive; NEEDRESTART_SUSPEND=1; export DEBIAN_FRONTEND NEEDRESTART_SUSPEND
        { apt-get -qq update && apt-get -qq install -y --no-install-recommends -o DPkg::Lock::Timeout=120 debootstrap debian-archive-keyring gpgv; } >"$work/apt" 2>&1 ||
            { tail -n 20 "$work/apt" >&2; fail 1 "debootstrap could not be installed (output above)"; }
    fi

    mirror=$(debian_mirror)
    [ -n "$mirror" ] || fail 1 "making debian:bookworm-slim needs a Debian mirror, and this machine's apt sources name none; add one, or pull the image where a registry is reachable"
    security=$(security_mirror)
    extra=''
    case "$mirror $security" in *https://*) extra='--include=ca-certificates' ;; esac
    root=$work/root
    say "making a stand-in for debian:bookworm-slim from $mirror (about a minute)"
    # shellcheck disable=SC2086  # $extra is empty or one option
    debootstrap --variant=minbase $extra bookworm "$root" "$mirror" >"$work/debootstrap" 2>&1 ||
        { tail -n 20 "$work/debootstrap" >&2; fail 1 "debootstrap failed (output above)"; }

    rm -f "$root/etc/apt/sources.list"
    {
        printf 'Types: deb\nURIs: %s\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$mirror"
        [ -z "$security" ] || printf '\nTypes: deb\nURIs: %s\nSuites: bookworm-security\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$security"
    } >"$root/etc/apt/sources.list.d/debian.sources"

    # What makes an image small and a build quiet: no manuals, no package cache, no daemons started by packages.
    printf 'path-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\npath-exclude /usr/share/info/*\nforce-unsafe-io\n' >"$root/etc/dpkg/dpkg.cfg.d/slim"
    printf 'Acquire::Languages "none";\nAPT::AutoRemove::SuggestsImportant "false";\nDir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\nDPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };\n' >"$root/etc/apt/apt.conf.d/slim"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    find "$root/usr/share/doc" -type f ! -name copyright -delete
    rm -rf "$root"/usr/share/man/* "$root"/usr/share/locale/* "$root"/usr/share/info/* "$root"/var/lib/apt/lists/* \
        "$root"/var/cache/apt/* "$root"/var/log/* "$root"/tmp/* "$root"/etc/hostname "$root"/etc/resolv.conf

    tar -C "$root" --numeric-owner -c . | docker import \
        --change 'CMD ["bash"]' \
        --change "LABEL $stand_in_label" \
        --change 'LABEL org.opencontainers.image.title="Debian 12 (stand-in)"' \
        --change 'LABEL org.opencontainers.image.version=bookworm' \
        --message 'minimal Debian 12 from its packages' - debian:bookworm-slim >/dev/null
    rm -rf "$root"
}

# build IMAGE FOLDER: from eng/images/FOLDER, with the classic builder, which every engine has.
build() {
    DOCKER_BUILDKIT=0 docker build --tag "$1" "$here/images/$2" >"$work/build" 2>&1 ||
        { tail -n 30 "$work/build" >&2; fail 1 "building $1 failed (output above)"; }
}

have_debian() { on_engine debian:bookworm-slim || pull debian:bookworm-slim || { make_debian && say "debian:bookworm-slim is ready (stand-in)"; }; }

ensure() {
    if on_engine "$1"; then
        if $if_missing; then return 0; fi
        # An image of a registry is not ours to replace; a stand-in is made anew.
        if [ "$1" != slipway-test/base:1 ] && ! is_stand_in "$1"; then say "$1 is there"; return 0; fi
    fi
    case $1 in
        debian:bookworm-slim) pull "$1" || { make_debian; say "$1 is ready (stand-in)"; } ;;
        slipway-test/base:1) have_debian; say "building $1"; build "$1" test-base ;;
        *)
            pull "$1" && return 0
            have_debian
            say "making a stand-in for $1 from Debian's packages"
            build "$1" "${1%%:*}"
            say "$1 is ready (stand-in)" ;;
    esac
}

for image in $images; do
    before=$(docker image inspect --format '{{.Id}}' "$image" 2>/dev/null || true)
    ensure "$image"
    # An image that this run replaced would stay as one without a name; nothing else is removed.
    if [ -n "$before" ] && [ "$before" != "$(docker image inspect --format '{{.Id}}' "$image")" ]; then
        docker image rm "$before" >/dev/null 2>&1 || true
    fi
done
