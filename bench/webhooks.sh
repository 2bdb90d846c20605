#!/bin/sh
# Measures how long the server takes to answer signed webhooks of pushes, each with a commit that it has not seen: the event is stored by then.
#
# usage: bench/webhooks.sh [--requests N]
#
#   --requests N    requests of each kind (default: 1000)
#
# A server of its own on a new data directory; a repository that is connected; real HTTP over loopback, first the very first request after the start, then
# requests on one connection that is kept, then each on a connection of its own. Time is from the first byte sent (or the connection begun) to the last byte of
# the answer. The branch has no environment, so that nothing is deployed meanwhile; the event is published and handled all the same. Needs Perl and Git.
# Exit codes: 0 measured, 1 something failed, 2 wrong usage.
set -u

requests=1000
fail() { code=$1; shift; printf 'webhooks: error: %s\n' "$*" >&2; exit "$code"; }

while [ $# -gt 0 ]; do
    case $1 in
        -h|--help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
        --requests) [ $# -ge 2 ] || fail 2 "$1 needs a value"; requests=$2; shift ;;
        *) fail 2 "unknown argument $1; see $0 --help" ;;
    esac
    shift
done
case $requests in ''|*[!0-9]*|0) fail 2 "--requests takes a whole number above 0, not '$requests'" ;; esac

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
slipway=${SLIPWAY_BENCH_CLIENT:-$root/slipway}
work=$(mktemp -d "${TMPDIR:-/tmp}/slipway-bench.XXXXXX") || exit 1
export SLIPWAY_HOME="$work/home" Slipway__Server__Port=0
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=Bench GIT_AUTHOR_EMAIL=bench@example.com GIT_COMMITTER_NAME=Bench GIT_COMMITTER_EMAIL=bench@example.com
trap '$slipway stop >/dev/null 2>&1; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

git init --quiet --initial-branch=main "$work/repo" && git -C "$work/repo" commit --quiet --allow-empty --message One || exit 1
$slipway connect "$work/repo" --github team/bench --branches '!**' --every 1h >"$work/output" 2>&1 || { cat "$work/output" >&2; fail 1 "cannot connect"; }
# Started anew, so that the first request is one of a server that has answered nothing yet.
$slipway stop >/dev/null 2>&1
$slipway ls >/dev/null || fail 1 "no server"
[ -s "$SLIPWAY_HOME/webhook-secret" ] || $slipway repos >/dev/null
sleep 2

perl -MJSON::PP -MIO::Socket::INET -MSocket=:all -MTime::HiRes=time -MDigest::SHA=hmac_sha256_hex,sha1_hex -e '
    my ($home, $count) = @ARGV;
    local $/; open my $file, "<", "$home/server.json" or die; my $url = decode_json(<$file>)->{url};
    my ($host, $port) = $url =~ m{^http://([^:/]+):(\d+)};
    my $secret = do { open my $s, "<", "$home/webhook-secret" or die "no secret\n"; my $t = <$s>; $t =~ s/\s+\z//; $t };
    my ($n, $before) = (0, "0" x 40);
    sub request {
        my $after = sha1_hex("commit " . ++$n);
        my $body = encode_json({ ref => "refs/heads/work", before => $before, after => $after, deleted => JSON::PP::false,
            repository => { full_name => "team/bench", clone_url => "https://github.com/team/bench.git", ssh_url => "git\@github.com:team/bench.git" },
            commits => [ map { { id => sha1_hex("$n $_"), message => "A change of some lines " x 4, added => [], removed => [], modified => [ "src/file$_.c" ] } } 1 .. 20 ] });
        $before = $after;
        return join "\r\n", "POST /webhooks/github HTTP/1.1", "Host: $host:$port", "Content-Type: application/json", "Content-Length: " . length $body,
            "X-GitHub-Event: push", "X-GitHub-Delivery: " . sprintf("%08d-aaaa-bbbb-cccc-%012d", $$, $n), "X-Hub-Signature-256: sha256=" . hmac_sha256_hex($body, $secret), "", $body;
    }
    sub dial {
        my $socket = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Proto => "tcp") or die "no connection\n";
        setsockopt $socket, IPPROTO_TCP, TCP_NODELAY, 1; return $socket;
    }
    sub answer {
        my ($socket, $text) = @_;
        syswrite $socket, $text;
        my $got = "";
        while (1) {
            sysread($socket, $got, 65536, length $got) or die "the connection ended: $got\n";
            if ($got =~ /\A(.*?)\r\n\r\n(.*)\z/s) {
                my ($head, $rest) = ($1, $2);
                last if $head =~ /content-length: (\d+)/i ? length $rest >= $1 : $rest =~ /0\r\n\r\n\z/;
            }
        }
        $got =~ m{\AHTTP/1.1 202} && $got =~ /"result":\s*"published"/ or die "not taken: $got\n";
    }
    sub show {
        my ($what, @t) = @_; @t = sort { $a <=> $b } @t;
        printf "| %s | %d | %.1f ms | %.1f ms | %.1f ms |\n", $what, scalar @t, map { 1000 * $_ } $t[int(0.5 * $#t + 0.5)], $t[int(0.99 * $#t + 0.5)], $t[-1];
    }
    my $time = sub { my ($socket) = @_; my $text = request(); my $begin = time; $socket ||= dial(); answer($socket, $text); return time - $begin };
    print "| signed webhook of a push, until it is answered and stored | requests | p50 | p99 | longest |\n|---|---|---|---|---|\n";
    show("the first after the start", $time->());
    my $kept = dial();
    show("on one connection", map { $time->($kept) } 1 .. $count);
    show("on a connection each", map { $time->() } 1 .. $count);
' "$SLIPWAY_HOME" "$requests" || fail 1 "see above"
