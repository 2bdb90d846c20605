using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Slipway.Storage.Postgres;

/// <summary>Makes a context for <c>dotnet ef migrations add NAME --context PostgresDbContext --output-dir Postgres/Migrations --project src/Slipway.Storage</c>.</summary>
internal sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=design").Options);
}
