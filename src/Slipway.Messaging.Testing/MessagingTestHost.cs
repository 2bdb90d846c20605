using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Slipway.Messaging.Testing;

/// <summary>
/// An application for the tests of its handlers: the real receive path on a SQLite file of its own in the temporary directory, with a clock
/// that moves only when it is told to. Nothing runs by itself: send, let it run, look. Not safe for concurrent use.
/// </summary>
public sealed class MessagingTestHost : IAsyncDisposable
{
    // The clock stands still while handlers run, so nobody renews leases, and none may end.
    private static readonly TimeSpan Lease = TimeSpan.FromDays(60);

    private readonly IHost _host;
    private readonly string _directory;
    private readonly DeliveryDriver _driver;
    private readonly MessageCatalog _catalog;
    private readonly IMessageDatabase _database;

    private MessagingTestHost(IHost host, FakeTimeProvider time, string directory, string connectionString)
    {
        _host = host;
        _directory = directory;
        Time = time;
        ConnectionString = connectionString;
        _driver = new DeliveryDriver(host.Services);
        _catalog = host.Services.GetRequiredService<MessageCatalog>();
        _database = host.Services.GetRequiredService<IMessageDatabase>();
    }

    /// <summary>Gets the clock of the application. It begins at 1 January 2030, 12:00 UTC.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>Gets the services of the application.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Gets the connection string of the SQLite file, for tables that handlers write to.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes an application and its store.</summary>
    /// <param name="declare">Declares its messages and handlers, as in the real one, and the services that handlers need.</param>
    /// <param name="cancellationToken">Cancels the making of the store.</param>
    /// <returns>The application; dispose of it to remove the store.</returns>
    public static async Task<MessagingTestHost> CreateAsync(Action<IMessagingBuilder> declare, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(declare);
        var directory = Directory.CreateTempSubdirectory("slipway-handlers-").FullName;
        var connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "test.db"), Pooling = false }.ConnectionString;
        await CreateTablesAsync(connectionString, cancellationToken).ConfigureAwait(false);
        var time = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time);
        declare(builder.Services.AddSlipwayMessaging("test").UseSqlite(connectionString));
        builder.Services.RemoveAll<IValidateOptions<WorkerOptions>>();
        builder.Services.PostConfigure<WorkerOptions>(options => options.Lease = Lease);
        var host = builder.Build();
        await host.Services.GetRequiredService<Subscriptions>().EnsureAsync(cancellationToken).ConfigureAwait(false);
        return new MessagingTestHost(host, time, directory, connectionString);
    }

    /// <summary>Sends a task, as some other part of the application would.</summary>
    /// <typeparam name="TWork">The task.</typeparam>
    /// <param name="work">The job.</param>
    /// <param name="cancellationToken">Cancels before it is stored.</param>
    /// <returns>The chain that it begins.</returns>
    public Task<string> SendAsync<TWork>(TWork work, CancellationToken cancellationToken)
        where TWork : notnull => CommitAsync(session => session.Send(work), cancellationToken);

    /// <summary>Publishes an event, as some other part of the application would.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="event">The fact.</param>
    /// <param name="cancellationToken">Cancels before it is stored.</param>
    /// <returns>The chain that it begins.</returns>
    public Task<string> PublishAsync<TEvent>(TEvent @event, CancellationToken cancellationToken)
        where TEvent : notnull => CommitAsync(session => session.Publish(@event), cancellationToken);

    /// <summary>
    /// Runs all that is due, and what that sends, until nothing is due any more. Waits for handlers to end: one that waits for the clock
    /// needs <see cref="Time"/> to be advanced meanwhile.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; handlers that run are told to stop when the host is disposed of.</param>
    /// <returns>A task that ends when nothing is due.</returns>
    public Task RunUntilIdleAsync(CancellationToken cancellationToken) => _driver.RunAsync(cancellationToken);

    /// <summary>
    /// Moves the clock, and stops on the way wherever something is due (a retry, a delayed task, a throttled one) to run it at its time. At
    /// the end nothing is due.
    /// </summary>
    /// <param name="by">How far.</param>
    /// <param name="cancellationToken">Stops on the way.</param>
    /// <returns>A task that ends when the time has come and nothing is due.</returns>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = Time.GetUtcNow() + by;
        while (true)
        {
            var due = await _driver.RunAsync(cancellationToken).ConfigureAwait(false);
            var next = due is { } at && Timestamp.ToDateTimeOffset(at) is var dueAt && dueAt < end ? dueAt : end;
            if (Time.GetUtcNow() >= end)
            {
                return;
            }
            Time.SetUtcNow(next);
        }
    }

    /// <summary>Gets every event and task of a type that was published or sent, by the test or by handlers that succeeded, oldest first.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>The messages.</returns>
    public async Task<IReadOnlyList<TMessage>> MessagesAsync<TMessage>(CancellationToken cancellationToken)
        where TMessage : notnull
    {
        var descriptor = _catalog.GetOrThrow(typeof(TMessage));
        return await QueryAsync(
            TestSql.Messages,
            [("@name", descriptor.Name), ("@version", descriptor.Version)],
            row => (TMessage)MessageBody.Decode(row.GetFieldValue<byte[]>(0), typeof(TMessage)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets what became of the messages of a type that this application handles, in the order in which they were sent.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>The deliveries.</returns>
    public async Task<IReadOnlyList<HandledMessage<TMessage>>> HandledAsync<TMessage>(CancellationToken cancellationToken)
        where TMessage : notnull
    {
        var descriptor = _catalog.GetOrThrow(typeof(TMessage));
        return [.. (await DeliveriesAsync(cancellationToken).ConfigureAwait(false))
            .Where(d => d.Descriptor == descriptor)
            .Select(d => new HandledMessage<TMessage>(
                (TMessage)MessageBody.Decode(d.Body, typeof(TMessage)), d.State, d.Attempts, d.State == DeliveryState.Ready ? d.DueAt : null, d.Outcome))];
    }

    /// <summary>
    /// Gets the messages that handlers of this application gave up, oldest first. A task that was sent and that this application declares
    /// without a handler belongs to others, and is not among them.
    /// </summary>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>The dead letters.</returns>
    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(CancellationToken cancellationToken) =>
        [.. (await DeliveriesAsync(cancellationToken).ConfigureAwait(false))
            .Where(d => d is { State: DeliveryState.Dead, Descriptor: null or { Run: not null } })
            .Select(d => new DeadLetter(d.Read(), d.Name, d.Attempts, d.Outcome ?? ""))];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _driver.DisposeAsync().ConfigureAwait(false);
        await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task CreateTablesAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            foreach (var statement in MessageSchema.SqliteStatements)
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the schema.
                command.CommandText = statement;
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<string> CommitAsync(Action<IMessageSession> act, CancellationToken cancellationToken)
    {
        var scope = Services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var session = scope.ServiceProvider.GetRequiredService<IMessageSession>();
            act(session);
            await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            return session.CorrelationId;
        }
    }

    private Task<List<TestDelivery>> DeliveriesAsync(CancellationToken cancellationToken) => QueryAsync(
        TestSql.Deliveries,
        [],
        row => new TestDelivery(
            row.GetString(0),
            _catalog.FindByWireName(row.GetString(0), row.GetInt32(1)),
            row.GetFieldValue<byte[]>(2),
            DeliveryStates.FromText(row.GetString(3)),
            row.GetInt32(4),
            Timestamp.ToDateTimeOffset(row.GetInt64(5)),
            row.IsDBNull(6) ? null : row.GetString(6)),
        cancellationToken);

    private async Task<List<TRow>> QueryAsync<TRow>(
        string statement, (string Name, object? Value)[] values, Func<DbDataReader, TRow> read, CancellationToken cancellationToken)
    {
        var sql = await _database.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (sql.ConfigureAwait(false))
        {
            return await sql.QueryAsync(statement, values, read, cancellationToken).ConfigureAwait(false);
        }
    }
}
