using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Operations;

internal sealed class OperationRowMapping : IEntityTypeConfiguration<OperationRow>
{
    public void Configure(EntityTypeBuilder<OperationRow> builder)
    {
        builder.ToTable("operation");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasColumnName("id").HasMaxLength(64);
        builder.Property(o => o.Kind).HasColumnName("kind").HasConversion<string>().HasMaxLength(20);
        builder.Property(o => o.State).HasColumnName("state").HasConversion<string>().HasMaxLength(20);
        builder.Property(o => o.ClusterId).HasColumnName("cluster_id").HasMaxLength(32);
        builder.Property(o => o.ClusterName).HasColumnName("cluster_name").HasMaxLength(200);
        builder.HasIndex(o => new { o.ClusterName, o.StartedAt });
        builder.HasIndex(o => new { o.ClusterId, o.StartedAt });
        builder.Property(o => o.Commit).HasColumnName("commit_id").HasMaxLength(64);
        builder.Property(o => o.HasBegun).HasColumnName("has_begun");
        builder.Property(o => o.Diagnostics).HasColumnName("diagnostics").AsJson();
        builder.Property(o => o.Notices).HasColumnName("notices").AsJson();
        builder.Property(o => o.Failure).HasColumnName("failure").AsJson();
        builder.Property(o => o.Deployment).HasColumnName("deployment").AsJson();
        builder.Property(o => o.StartedAt).HasColumnName("started_at").AsMicroseconds();
        builder.Property(o => o.FinishedAt).HasColumnName("finished_at").AsMicroseconds();
        builder.Property(o => o.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
