using Slipway.Imports.Formats;
using Slipway.Messaging;

namespace Slipway.Imports.Flow;

/// <summary>Asks for the parsing of what was requested. Safe to run twice: the task that it sends leaves only once.</summary>
public sealed class ParseOnRequested<TFormat> : IHandle<ImportRequested<TFormat>>
    where TFormat : IFormat
{
    public Task HandleAsync(ImportRequested<TFormat> message, HandlerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(context);
        context.Send(new ParseConfig<TFormat>(message.ImportId));
        return Task.CompletedTask;
    }
}
