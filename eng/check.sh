#!/bin/sh
# All that a change must pass: formatting, build with warnings as errors, tests.
#
# usage: eng/check.sh [--fix]     --fix formats instead of complaining
set -eu
cd -- "$(dirname -- "$0")/.."
verify=--verify-no-changes
[ "${1:-}" != --fix ] || verify=
# shellcheck disable=SC2086  # empty is no argument
dotnet format whitespace slipway.slnx $verify
./test
