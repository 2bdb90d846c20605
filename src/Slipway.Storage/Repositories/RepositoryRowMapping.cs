using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Repositories;

internal sealed class RepositoryRowMapping : IEntityTypeConfiguration<RepositoryRow>
{
    public void Configure(EntityTypeBuilder<RepositoryRow> builder)
    {
        builder.ToTable("repository");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).HasColumnName("id").HasMaxLength(32);
        builder.Property(r => r.Address).HasColumnName("address").HasMaxLength(2000);
        builder.HasIndex(r => r.Address).IsUnique();
        builder.Property(r => r.GitHubName).HasColumnName("github_name").HasMaxLength(200);
        builder.HasIndex(r => r.GitHubName).IsUnique();
        builder.Property(r => r.Document).HasColumnName("document").AsJson();
        builder.Property(r => r.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
