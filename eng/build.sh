#!/bin/sh
# Builds what ./slipway runs, from the source tree into artifacts/slipway: the client (native code where a C compiler is there to link it,
# else ordinary code) and the server (compiled ahead of time where NuGet has the compiler, which makes it start faster).
#
# usage: eng/build.sh        SLIPWAY_BUILD=ordinary eng/build.sh leaves out native and ahead-of-time compilation
#
# A build is made in a folder of its own and becomes the current one by renaming one file, so whoever runs an older one is not disturbed.
# Several at once build once. Exit codes: 0 built or already current; 70 the build failed, with its output on stderr.
set -u

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
out=$root/artifacts/slipway
builds_kept=3

say() { printf 'slipway: %s\n' "$*" >&2; }
fail() { printf 'slipway: error: %s\n  next step: %s\n' "$1" "$2" >&2; exit 70; }

command -v dotnet >/dev/null 2>&1 || fail "there is no 'dotnet' on PATH" "install the .NET 10 SDK (https://dot.net) and repeat the command"
mkdir -p "$out" || exit 70

# One at a time: a second build waits here and then finds everything current.
exec 9>"$out/lock"
if command -v flock >/dev/null 2>&1; then
    flock --nonblock 9 || { say "another command is building; waiting for it"; flock 9; }
fi
current() {
    [ -e "$out/stamp" ] && [ -z "$(find "$root/src" "$root/eng/engine.sh" "$root/eng/build.sh" "$root/Directory.Build.props" \
        "$root/Directory.Packages.props" "$root/slipway.slnx" "$root/global.json" -newer "$out/stamp" -print -quit 2>/dev/null)" ]
}
current && exit 0

name=builds/$(date +%Y%m%d-%H%M%S)-$$
mkdir -p "$out/$name"
log=$out/build.log
: >"$log"
printf '%s\n' "$name" >"$out/stamp.next"    # before the build begins: what changes from now on makes the next one
trap 'quiet; rm -rf "${out:?}/$name" "$out/stamp.next"; exit 130' INT TERM

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# Nodes that outlive this script would hold memory for nothing.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

# Tells how it goes, until it is killed: each second on a terminal, else each quarter of a minute.
tell() {
    seconds=0
    while sleep 1 >/dev/null 2>&1; do
        seconds=$((seconds + 1))
        step=$(sed -n -e 's/^ *Restored .*/packages restored/p' -e 's/^ *\(Slipway[A-Za-z.]*\) -> .*\.dll$/\1 compiled/p' \
            -e 's/^ *Generating native code.*/generating native code/p' "$log" | tail -n 1)
        if [ -t 2 ]; then printf '\rslipway: %s s: %s\033[K' "$seconds" "${step:-restoring packages}" >&2
        elif [ $((seconds % 15)) -eq 0 ]; then say "$seconds s: ${step:-restoring packages}"
        fi
    done
}
quiet() {
    [ -n "$teller" ] || return 0
    kill "$teller" 2>/dev/null
    wait "$teller" 2>/dev/null
    teller=''
    [ ! -t 2 ] || printf '\r\033[K' >&2
}
teller=''

# publish PROJECT FOLDER PROPERTY... Style and analysis are for who changes the code: ./test and eng/check.sh.
publish() {
    project=$1; folder=$2; shift 2
    dotnet publish "$root/src/$project" --configuration Release --output "$out/$name/$folder" --artifacts-path "$out/obj" --nologo \
        -verbosity:minimal -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false "$@" >>"$log" 2>&1 9>&- </dev/null
}

# Whether a failure is one of the code, which no other variant would get over.
code_is_wrong() { grep -q ': error CS' "$log"; }

# The first variant that can be built here; each next one needs less of the machine and of NuGet.
publish_client() {
    if [ "${SLIPWAY_BUILD:-}" != ordinary ]; then
        for linker in clang gcc; do
            command -v "$linker" >/dev/null 2>&1 || continue
            publish Slipway.Cli cli --use-current-runtime -p:SlipwayNative=true "-p:CppCompilerAndLinker=$linker" && return
            rm -rf "${out:?}/$name/cli"
            code_is_wrong && return 1
            echo "--- native compilation with $linker failed (above); trying without" >>"$log"
            break
        done
        publish Slipway.Cli cli --use-current-runtime --no-self-contained -p:PublishReadyToRun=true && return
        rm -rf "${out:?}/$name/cli"
    fi
    publish Slipway.Cli cli --no-self-contained
}

publish_server() {
    if [ "${SLIPWAY_BUILD:-}" != ordinary ]; then
        publish Slipway.Server server --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -p:TieredPGO=false && return
        rm -rf "${out:?}/$name/server"
        code_is_wrong && return 1
        echo "--- ahead-of-time compilation failed (above); trying without" >>"$log"
    fi
    publish Slipway.Server server --no-self-contained
}

say "building (the first time takes one to four minutes; output in artifacts/slipway/build.log) …"
tell 9>&- &
teller=$!
publish_server && publish_client
built=$?
quiet
if [ $built -ne 0 ]; then
    rm -rf "${out:?}/$name" "$out/stamp.next"
    errors=$(grep -E ': (error|warning) |^---' "$log" | sort -u)
    # Not only the compiler can fail.
    case $errors in *': error '*) printf '%s\n' "$errors" >&2 ;; *) tail -n 40 "$log" >&2 ;; esac
    fail "the build failed" "correct the errors above; all of the output is in artifacts/slipway/build.log"
fi

mv "$out/stamp.next" "$out/stamp"
# A server may still run from a build before this one.
ls -1 "$out/builds" | sort -r | tail -n +$((builds_kept + 1)) | while read -r old; do rm -rf "${out:?}/builds/$old"; done
exit 0
