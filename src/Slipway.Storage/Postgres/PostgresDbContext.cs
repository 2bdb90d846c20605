using Microsoft.EntityFrameworkCore;

namespace Slipway.Storage.Postgres;

/// <summary>The tables on a PostgreSQL server.</summary>
internal sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : SlipwayDbContext(options);
