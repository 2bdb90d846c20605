using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Slipway.Storage.Repositories;

internal sealed class WebhookDeliveryRowMapping : IEntityTypeConfiguration<WebhookDeliveryRow>
{
    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> builder)
    {
        builder.ToTable("webhook_delivery");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).HasColumnName("id").HasMaxLength(100);
        builder.Property(d => d.ReceivedAt).HasColumnName("received_at").AsMicroseconds();
        builder.HasIndex(d => d.ReceivedAt);
    }
}
