using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Repositories;

internal sealed class SeenRefRowMapping : IEntityTypeConfiguration<SeenRefRow>
{
    public void Configure(EntityTypeBuilder<SeenRefRow> builder)
    {
        builder.ToTable("repository_ref");
        builder.HasKey(r => new { r.RepositoryId, r.Ref });
        builder.HasOne<RepositoryRow>().WithMany().HasForeignKey(r => r.RepositoryId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(r => r.RepositoryId).HasColumnName("repository_id").HasMaxLength(32);
        builder.Property(r => r.Ref).HasColumnName("ref").HasMaxLength(1000);
        // The commit that was seen is the token: two reports of a ref at once do not overwrite each other.
        builder.Property(r => r.Commit).HasColumnName("commit_id").HasMaxLength(64).IsConcurrencyToken();
        builder.Property(r => r.SeenAt).HasColumnName("seen_at").AsMicroseconds();
    }
}
