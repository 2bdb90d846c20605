using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Slipway.Testing.Postgres;

/// <summary>
/// A real PostgreSQL server of this process's own, on loopback, a random port and a temporary directory. It runs under a shell that ends it
/// when this process ends in whatever way. Fails where PostgreSQL is not installed; <c>eng/postgres.sh</c> installs it.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "slipway";
    private const int Attempts = 5;
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => StartAsync());

    private readonly Process _shell;
    private readonly int _port;
    private readonly string _password;

    private PostgresServer(Process shell, int port, string password)
    {
        _shell = shell;
        _port = port;
        _password = password;
    }

    /// <summary>Gets the one server that all tests of this process share. Started on first use; never stop it.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>
    /// Starts another server, for a test that stops or crashes it. Settings are those of <c>postgresql.conf</c>, as in <c>fsync=on</c>:
    /// what is committed survives the end of the server as it is, and with that one also a loss of power.
    /// </summary>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var programs = FindPrograms();
        for (var attempt = 1; ; attempt++)
        {
            var password = RandomNumberGenerator.GetHexString(32);
            var directory = Directory.CreateTempSubdirectory("slipway-postgres-").FullName;
            await File.WriteAllTextAsync(Path.Combine(directory, "password"), password);
            var port = FindPort();
            var server = new PostgresServer(StartShell(programs, directory, port, settings), port, password);
            try
            {
                await server.AnswerAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Someone took the port meanwhile.
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Gets the connection string of a database.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(), Port = _port, Username = User, Password = _password, Database = database, IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>Makes an empty database with a name of its own.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await ExecuteAsync($"create database {name}");
        return ConnectionString(name);
    }

    /// <summary>Removes a database that <see cref="CreateDatabaseAsync"/> made, whoever is connected.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }
        await ExecuteAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");
    }

    /// <summary>Kills the server as <c>kill -9</c> does. <see cref="StartAgainAsync"/> starts it on the same port and data.</summary>
    public Task CrashAsync() => EndAsync("crash");

    /// <summary>Stops the server in an orderly way; open connections are cut.</summary>
    public Task StopAsync() => EndAsync("stop");

    /// <summary>Starts the server that was crashed or stopped.</summary>
    public Task StartAgainAsync() => TellAsync("start");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static Process StartShell(string programs, string directory, int port, string[] settings)
    {
        var start = new ProcessStartInfo("sh")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
            ArgumentList = { "-c", PostgresShell.Script, "postgres-of-tests", programs, directory, port.ToString(CultureInfo.InvariantCulture), User },
        };
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }
        return Process.Start(start)!;
    }

    private static string FindPrograms()
    {
        const string Packages = "/usr/lib/postgresql";
        var packaged = Directory.Exists(Packages) ? Directory.GetDirectories(Packages) : [];
        var candidates = packaged
            .OrderByDescending(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(d => Path.Combine(d, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return candidates.FirstOrDefault(d => File.Exists(Path.Combine(d, "postgres")) && File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException("There is no PostgreSQL server program; eng/postgres.sh installs it.");
    }

    // Below the range from which systems take the ports of outgoing connections, so that it is still free after a crash.
    private static int FindPort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one.
            }
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests only.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    // The test's own connections are cut like all others, and it should not find one of them in a pool.
    private async Task EndAsync(string how)
    {
        await TellAsync(how);
        NpgsqlConnection.ClearAllPools();
    }

    private async Task TellAsync(string order)
    {
        await _shell.StandardInput.WriteLineAsync(order);
        await _shell.StandardInput.FlushAsync();
        await AnswerAsync();
    }

    private async Task AnswerAsync()
    {
        var said = new List<string>();
        while (await _shell.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ok")
            {
                return;
            }
            said.Add(line);
            if (line == "failed")
            {
                break;
            }
        }
        throw new InvalidOperationException($"The PostgreSQL server of the tests did not do as it was told: {string.Join('\n', said)}");
    }
}
