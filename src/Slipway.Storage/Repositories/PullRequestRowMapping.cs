using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Repositories;

internal sealed class PullRequestRowMapping : IEntityTypeConfiguration<PullRequestRow>
{
    public void Configure(EntityTypeBuilder<PullRequestRow> builder)
    {
        builder.ToTable("pull_request");
        builder.HasKey(r => new { r.RepositoryId, r.Number });
        builder.HasOne<RepositoryRow>().WithMany().HasForeignKey(r => r.RepositoryId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(r => r.RepositoryId).HasColumnName("repository_id").HasMaxLength(32);
        builder.Property(r => r.Number).HasColumnName("number");
        builder.Property(r => r.IsOpen).HasColumnName("is_open");
        builder.Property(r => r.Document).HasColumnName("document").AsJson();
        builder.Property(r => r.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
