using Slipway.Storage.Databases;

namespace Slipway.Server.Hosting;

/// <summary>The setting <c>Slipway:Database</c>. Where there is none, state is in a file of the data directory.</summary>
internal static class DatabaseSetting
{
    public const string Key = "Slipway:Database";

    /// <exception cref="FormatException">The setting cannot be used; the message says why and what to write.</exception>
    public static DatabaseAddress Read(IConfiguration configuration, ServerHome home, bool isWorker)
    {
        var database = Parse(configuration[Key], home);
        return isWorker && database.Kind == DatabaseKind.Sqlite
            ? throw new FormatException($"A worker shares its server's database, and a SQLite file has one process: set {Key} to a PostgreSQL database, for both.")
            : database;
    }

    private static DatabaseAddress Parse(string? text, ServerHome home)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? DatabaseAddress.OfFile(home.DatabaseFile) : DatabaseAddress.Parse(text);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{Key} cannot be used: {error.Message}.", error);
        }
    }
}
