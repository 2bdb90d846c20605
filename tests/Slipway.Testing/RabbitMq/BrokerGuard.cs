using System.Diagnostics;

namespace Slipway.Testing.RabbitMq;

/// <summary>
/// A small shell that runs a broker on command, and ends it and all that belongs to it when its standard input closes: whatever happens
/// to the test process, nothing outlives it.
/// </summary>
internal sealed class BrokerGuard : IAsyncDisposable
{
    // The broker is a session of its own, so that it can be killed, stopped or frozen as a whole, however many processes it has.
    private const string Script = """
        set -u
        trap '' INT HUP
        epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 >/dev/null 2>&1 </dev/null &
        names=$!
        broker=''
        # A killed process may take a while to let go of its ports and files; one that nobody has reaped yet has done so.
        gone() {
            case $(cut -d' ' -f3 "/proc/$1/stat" 2>/dev/null) in ''|Z|X) return 0 ;; *) return 1 ;; esac
        }
        end_broker() {
            [ -n "$broker" ] || return 0
            server=$(cat "$RABBITMQ_PID_FILE" 2>/dev/null)
            kill -s KILL -- "-$broker" 2>/dev/null
            wait "$broker" 2>/dev/null
            broker=''
            until gone "${server:-none}"; do sleep 0.02; done
        }
        while read -r command; do
            case $command in
                start) setsid "$SERVER" >>"$FOLDER/console.log" 2>&1 </dev/null & broker=$! ;;
                kill) end_broker ;;
                stop) kill -s TERM "$(cat "$RABBITMQ_PID_FILE")"; wait "$broker"; broker='' ;;
                freeze) kill -s STOP -- "-$broker" ;;
                thaw) kill -s CONT -- "-$broker" ;;
            esac
            echo "$command"
        done
        end_broker
        kill "$names" 2>/dev/null
        for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$FOLDER" && break; sleep 0.2; done
        """;

    private readonly Process _shell;

    private BrokerGuard(Process shell)
    {
        _shell = shell;
    }

    public static BrokerGuard Start(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setsid")
        {
            // Out of this process's group, which may be killed as a whole.
            ArgumentList = { "/bin/sh", "-c", Script },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return new BrokerGuard(Process.Start(start)!);
    }

    /// <summary>Runs a command of the script and returns when it is done.</summary>
    public async Task DoAsync(string command, CancellationToken cancellationToken)
    {
        await _shell.StandardInput.WriteLineAsync(command.AsMemory(), cancellationToken);
        await _shell.StandardInput.FlushAsync(cancellationToken);
        var answer = await _shell.StandardOutput.ReadLineAsync(cancellationToken);
        if (answer != command)
        {
            throw new InvalidOperationException($"The shell that runs the broker said '{answer}' to '{command}'.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
