using Microsoft.EntityFrameworkCore;

namespace Slipway.Storage.Sqlite;

/// <summary>The tables on a SQLite file.</summary>
internal sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : SlipwayDbContext(options);
