#!/bin/sh
# Fuzzes the Compose loader, guided by coverage: files, several files, env files, templates, and whether what is printed loads to the same.
#
# usage: eng/fuzz.sh [--minutes N] [--workers N] [--target NAME] [--seed N]
#
#   --minutes N   how long (default 30)
#   --workers N   how many processes (default: one for each processor, at most 2)
#   --target NAME file, files, env, template or roundtrip (default: all of them)
#   --seed N      of the choices of the first worker; the next ones count up (default: a new one each time)
#
# Installs SharpFuzz.CommandLine (a .NET tool, from NuGet) below artifacts/fuzz, instruments the loader and the YAML parser with it, and runs
# fuzz/Slipway.Compose.Fuzz. Inputs that reached new code stay in artifacts/fuzz/corpus for the next run; what broke something lies in
# artifacts/fuzz/findings, and is run again with:
#   dotnet artifacts/fuzz/bin/Slipway.Compose.Fuzz.dll --target NAME --replay FILE
#
# A crash is any exception; a hang is more than 10 seconds of processor time for one input; a process may use 256 MiB.
# Exit codes: 0 nothing found, 1 something found, 2 wrong usage, 70 the build failed.
set -eu

cd -- "$(dirname -- "$0")/.."
sharpfuzz_version=2.3.0
heap_limit=0xB000000    # 176 MiB of managed memory: with the runtime's own, a process stays below 256 MiB or fails
minutes=30
workers=$(nproc 2>/dev/null || echo 1)
[ "$workers" -le 2 ] || workers=2
target=''
seed=$(date +%s)

say() { printf 'fuzz: %s\n' "$*" >&2; }
usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; }

while [ $# -gt 0 ]; do
    case $1 in
        --minutes|--workers|--target|--seed) [ $# -ge 2 ] || { usage >&2; exit 2; } ;;
    esac
    case $1 in
        --minutes) minutes=$2; shift ;;
        --workers) workers=$2; shift ;;
        --target) target=$2; shift ;;
        --seed) seed=$2; shift ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

out=artifacts/fuzz
mkdir -p "$out"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
[ -x "$out/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version "$sharpfuzz_version" --tool-path "$out/tool" >&2 || exit 70
rm -rf "$out/bin" "$out/findings"
dotnet publish fuzz/Slipway.Compose.Fuzz --configuration Release --output "$out/bin" --nologo -verbosity:quiet >&2 || exit 70
for assembly in Slipway.Compose.dll YamlDotNet.dll; do "$out/tool/sharpfuzz" "$out/bin/$assembly" >&2 || exit 70; done

# A worker that ends early was ended by an input: it has written it down. The next one goes on in the time that is left.
end=$(($(date +%s) + minutes * 60))
work() {
    worker=$1
    while left=$((end - $(date +%s))) && [ "$left" -gt 0 ]; do
        code=0
        # shellcheck disable=SC2086  # no target is no argument
        DOTNET_GCHeapHardLimit=$heap_limit dotnet "$out/bin/Slipway.Compose.Fuzz.dll" --out "$out" --seconds "$left" --seed "$worker" ${target:+--target "$target"} || code=$?
        [ "$code" -le 1 ] || { mkdir -p "$out/findings"; echo "worker $worker ended with code $code" >>"$out/findings/ended"; }
        worker=$((worker + 100))
    done
}

say "$workers workers for $minutes minutes, seed $seed"
n=0
while [ "$n" -lt "$workers" ]; do
    work $((seed + n)) >"$out/worker$n.log" 2>&1 &
    n=$((n + 1))
done
wait
cat "$out"/worker[0-9]*.log | grep -E '^(finished|FOUND|Unhandled)' || true
if [ -d "$out/findings" ]; then
    say "found: $(ls "$out/findings" | grep -vc '\.txt$') (in $out/findings)"
    exit 1
fi
say "nothing found"
