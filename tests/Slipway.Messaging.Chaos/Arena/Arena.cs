using Slipway.Testing.Postgres;
using Slipway.Testing.RabbitMq;

namespace Slipway.Messaging.Chaos;

/// <summary>One footing with servers of its own, a producer, workers, and the means to disturb them.</summary>
internal sealed class Arena : IAsyncDisposable
{
    // As long as a violation is waited for, so that what comes at all is told with its time.
    private const int WaitedFor = 3;
    private readonly string _directory;
    private readonly TextWriter _output;

    private Arena(string directory, Footing footing, PostgresServer? postgres, RabbitMqBroker? broker, int seed, TextWriter output)
    {
        _directory = directory;
        _output = output;
        Footing = footing;
        Postgres = postgres;
        Broker = broker;
        Random = new Random(seed);
        Producer = new Producer(footing);
        Fleet = new Fleet(footing, directory);
    }

    /// <summary>
    /// Gets how many times longer than its bound a thing may take before that is a violation. The short rounds run beside everything else: they judge
    /// that things go on at all, the full scale judges how soon.
    /// </summary>
    public int Leniency { get; init; } = 1;

    public Footing Footing { get; }

    public Database Database => Footing.Database;

    public PostgresServer? Postgres { get; }

    public RabbitMqBroker? Broker { get; }

    public Random Random { get; }

    public Producer Producer { get; }

    public Fleet Fleet { get; }

    /// <summary>Gets how long things took to go on after a disturbance, by its name, in milliseconds.</summary>
    public Dictionary<string, List<double>> Recoveries { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets violations that a fault found by itself.</summary>
    public List<Violation> Found { get; } = [];

    public static async Task<Arena> OpenAsync(FootingKind kind, int seed, Scale scale, TextWriter output, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("slipway-chaos-").FullName;
        var postgres = kind == FootingKind.Sqlite ? null : await PostgresServer.StartAsync();
        var broker = kind == FootingKind.RabbitMq ? await RabbitMqBroker.StartNewAsync(cancellationToken) : null;
        var database = postgres is null
            ? new Database(false, $"Data Source={Path.Combine(directory, "ledger.db")}")
            : new Database(true, await postgres.CreateDatabaseAsync());
        await database.CreateAsync(cancellationToken);
        return new Arena(directory, new Footing(kind, database, broker?.Address()), postgres, broker, seed, output) { Leniency = scale == Scale.Short ? WaitedFor : 1 };
    }

    public void Say(string text) => _output.WriteLine($"    {text}");

    public Task PauseAsync(int fromMs, int toMs, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Next(fromMs, toMs)), TimeProvider.System, cancellationToken);

    /// <summary>Waits until <paramref name="holds"/>, and keeps how long that took. A database that does not answer meanwhile is no failure.</summary>
    public async Task RecoversAsync(string what, TimeSpan bound, Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        while (!await TryAsync(holds))
        {
            if (time.GetElapsedTime(began) > bound * WaitedFor)
            {
                await SayWhoWaitsAsync(cancellationToken);
                break;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        }
        var took = time.GetElapsedTime(began);
        if (!Recoveries.TryGetValue(what, out var times))
        {
            Recoveries.Add(what, times = []);
        }
        times.Add(took.TotalMilliseconds);
        var longest = bound * Leniency;
        if (took > longest)
        {
            Found.Add(new Violation("I6", $"{what} took {took.TotalSeconds:0.0} s, more than {longest.TotalSeconds:0.0} s"));
        }
    }

    public Task<long> EffectsAsync(CancellationToken cancellationToken) => Database.CountAsync("select count(*) from effect", cancellationToken);

    /// <summary>Sends messages until one of them takes effect: the whole way works again.</summary>
    public async Task RecoversWithProbeAsync(string what, TimeSpan bound, CancellationToken cancellationToken)
    {
        var first = Producer.NewId();
        await Producer.SendAsync(first, id => new LedgerFree(id, "", 0, 0, 0), cancellationToken);
        await RecoversAsync(what, bound, async () =>
        {
            if (!Producer.Sent.ContainsKey(first))
            {
                first = Producer.NewId();
                await Producer.SendAsync(first, id => new LedgerFree(id, "", 0, 0, 0), cancellationToken);
            }
            return await Database.CountAsync("select count(*) from effect where msg_id = @id", cancellationToken, ("@id", first)) > 0;
        }, cancellationToken);
    }

    /// <summary>Adds a violation for each worker that ended without being told to.</summary>
    public void ExpectAllAlive(string why)
    {
        foreach (var worker in Fleet.Workers.Where(w => w.HasExited))
        {
            Found.Add(new Violation("I6", $"worker {worker.Name} ended with {why}"));
        }
    }

    /// <summary>Waits until everything that was sent has come to an end, or nothing has moved for long.</summary>
    public async Task QuietAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var moved = time.GetTimestamp();
        var last = (-1L, -1L);
        while (time.GetElapsedTime(moved) < patience)
        {
            try
            {
                var state = (await OpenAsync(cancellationToken), await EffectsAsync(cancellationToken));
                if (state.Item1 == 0)
                {
                    return;
                }
                if (state != last)
                {
                    (last, moved) = (state, time.GetTimestamp());
                }
            }
            catch (System.Data.Common.DbException)
            {
                // Still starting again.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }
        Say($"nothing moved for {patience.TotalSeconds:0} s; the last lines of the workers:\n{Fleet.Tail(30)}");
    }

    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        await Producer.DisposeAsync();
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }
        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task SayWhoWaitsAsync(CancellationToken cancellationToken)
    {
        if (!Database.IsPostgres)
        {
            return;
        }
        var sessions = await Database.QueryAsync(
            """
            select pid || ' ' || coalesce(state, '') || ' for ' || coalesce(now() - state_change, interval '0') || ', waits for ' || coalesce(wait_event, 'nothing')
              || ', blocked by ' || array_to_string(pg_blocking_pids(pid), '+') || ': ' || left(regexp_replace(query, '\s+', ' ', 'g'), 120)
            from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and (state like '%transaction%' or wait_event_type = 'Lock')
            """,
            row => row.GetString(0),
            cancellationToken);
        Say($"sessions with an open transaction:\n      {string.Join("\n      ", sessions)}");
    }

    // Between the outbox and the inbox a message is in the broker alone. All in one look: asked one after the other, a message can pass by each question.
    private Task<long> OpenAsync(CancellationToken cancellationToken) => Database.CountAsync(
        """
        select (select count(*) from delivery where state in ('ready', 'running')) + (select count(*) from outbox)
          + (select count(*) from message m where not exists (select 1 from delivery d where d.message_id = m.id))
        """,
        cancellationToken);

    private static async Task<bool> TryAsync(Func<Task<bool>> holds)
    {
        try
        {
            return await holds();
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }
}
