using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Slipway.Storage.Databases;

/// <summary>Where state is kept: the setting <c>Slipway:Database</c>.</summary>
/// <param name="Kind">Which database.</param>
/// <param name="ConnectionString">Its connection string.</param>
public sealed record DatabaseAddress(DatabaseKind Kind, string ConnectionString)
{
    private const string Forms =
        "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, the keywords of Npgsql (Host=…;Database=…;Username=…;Password=…) or Data Source=FILE for SQLite";

    /// <summary>A SQLite file.</summary>
    public static DatabaseAddress OfFile(string path) => new(DatabaseKind.Sqlite, new DbConnectionStringBuilder { ["Data Source"] = path }.ConnectionString);

    /// <summary>Reads a URI as libpq takes it (PostgreSQL documentation, 34.1.1.2) or a connection string.</summary>
    /// <exception cref="FormatException">It is neither. The message never holds the text, which may hold a password.</exception>
    public static DatabaseAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return new DatabaseAddress(DatabaseKind.Postgres, FromUri(text));
        }
        DbConnectionStringBuilder keywords;
        try
        {
            keywords = new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw new FormatException($"it is neither a URI nor a connection string; {Forms}");
        }
        return keywords.ContainsKey("Data Source") && !keywords.ContainsKey("Host")
            ? new DatabaseAddress(DatabaseKind.Sqlite, text)
            : new DatabaseAddress(DatabaseKind.Postgres, FromKeywords(text));
    }

    private static string FromKeywords(string text)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(builder.Host) ? throw new FormatException($"it names no host; {Forms}") : builder.ConnectionString;
        }
        catch (Exception error) when (error is ArgumentException or KeyNotFoundException)
        {
            throw new FormatException($"it has a keyword or value that PostgreSQL's client does not know; {Forms}");
        }
    }

    private static string FromUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw new FormatException($"it is not a URI: characters such as @, : and / in a password are written %40, %3A and %2F; {Forms}");
        }
        var keywords = new DbConnectionStringBuilder
        {
            ["Host"] = uri.Host.Length == 0 ? "localhost" : uri.Host,
            ["Port"] = (uri.Port < 0 ? 5432 : uri.Port).ToString(CultureInfo.InvariantCulture),
        };
        if (uri.AbsolutePath.Length > 1)
        {
            keywords["Database"] = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            keywords["Username"] = Uri.UnescapeDataString(user[0]);
        }
        if (user.Length == 2)
        {
            keywords["Password"] = Uri.UnescapeDataString(user[1]);
        }
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = option.Split('=', 2) is [var n, var v] ? (n, v) : throw new FormatException($"an option of the URI has no value, or a ? of the password is not written %3F; {Forms}");
            keywords[KeywordOf(name)] = Uri.UnescapeDataString(value);
        }
        return FromKeywords(keywords.ConnectionString);
    }

    // Those of libpq's names that differ from Npgsql's.
    private static string KeywordOf(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        _ => name,
    };
}
