using Microsoft.Extensions.Options;

namespace Slipway.Messaging.RabbitMq;

/// <summary>Checks the broker's address, and that what is sent ahead makes up whole batches.</summary>
internal sealed class RabbitMqAddressValidator : IValidateOptions<RabbitMqOptions>
{
    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options)
    {
        var problems = new List<string>();

        // The value may hold a password, so it is not repeated.
        if (options.Uri.Length > 0 && (!Uri.TryCreate(options.Uri, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0))
        {
            problems.Add($"{RabbitMqOptions.Section}:{nameof(options.Uri)} must be amqp://USER:PASSWORD@HOST:PORT/VHOST or amqps://…");
        }
        if (options.InboxBatch > options.Prefetch)
        {
            problems.Add(
                $"{RabbitMqOptions.Section}:{nameof(options.InboxBatch)} is {options.InboxBatch}, more than {nameof(options.Prefetch)}, which is {options.Prefetch}");
        }
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
