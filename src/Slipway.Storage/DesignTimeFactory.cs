using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Slipway.Storage;

/// <summary>Makes a context for <c>dotnet ef migrations add NAME --project src/Slipway.Storage</c>.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SlipwayDbContext>
{
    public SlipwayDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SlipwayDbContext>().UseSqlite("Data Source=design.db").Options);
}
