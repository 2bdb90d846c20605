#!/bin/sh
# Makes sure that the program of an image registry is there, for the tests that start one of their own.
#
# usage: eng/registry.sh
#
# Silent where it is: artifacts/registry/docker-registry, or docker-registry on PATH. Else, on Debian or Ubuntu, it says so and unpacks the
# distribution's package into artifacts/registry. Nothing is installed: the package would start a registry with the machine.
#
# Exit codes: 0 the program is there; 3 it is not and this script cannot unpack it here; 5 unpacking failed.
set -u

say() { printf 'registry: %s\n' "$*" >&2; }
# fail CODE WHAT NEXT-STEP
fail() { printf 'registry: error: %s\nregistry: next step: %s\n' "$2" "$3" >&2; exit "$1"; }

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=$root/artifacts/registry
program=$folder/docker-registry

if [ -x "$program" ] || command -v docker-registry >/dev/null 2>&1; then exit 0; fi
for needed in apt-get dpkg-deb; do
    command -v $needed >/dev/null 2>&1 || fail 3 "there is no docker-registry, and no $needed to get one" "put the program 'docker-registry' (https://distribution.github.io/distribution/) on PATH"
done

mkdir -p "$folder" || exit 5
work=$(mktemp -d "$folder/new.XXXXXX") || exit 5
trap 'rm -rf "$work"' EXIT
log=$folder/get.log
: >"$log"
get() { (cd "$work" && apt-get download docker-registry) >>"$log" 2>&1 </dev/null; }

say "getting docker-registry from the distribution's packages"
get || { [ "$(id -u)" = 0 ] && apt-get -o DPkg::Lock::Timeout=300 update >>"$log" 2>&1 </dev/null && get; } || {
    tail -n 5 "$log" >&2
    fail 5 "the package docker-registry could not be fetched (the last lines are above)" "see that 'apt-get download docker-registry' works on this machine, then run the command again"
}
dpkg-deb -x "$work"/docker-registry_*.deb "$work/files" >>"$log" 2>&1 && mv "$work/files/usr/bin/docker-registry" "$program" ||
    fail 5 "the package docker-registry could not be unpacked" "see $log"
