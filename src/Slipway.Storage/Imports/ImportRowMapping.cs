using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Imports;

internal sealed class ImportRowMapping : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("import");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).HasColumnName("id").HasMaxLength(64);
        builder.Property(i => i.Document).HasColumnName("document").AsJson();
        builder.Property(i => i.Version).HasColumnName("version").IsConcurrencyToken();
    }
}
