using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Messaging;
using Slipway.Server.Errors;

namespace Slipway.Server.Messages;

/// <summary>Reads which messages a request means; what cannot be read is a problem.</summary>
internal static class MessageQuery
{
    private const int MostRows = 1000;

    public static (MessageFilter Filter, IResult? Problem) Read(
        string? state, string? name, string? reason, string? olderThan, string? operation, int? limit)
    {
        var conditions = ImmutableArray.CreateBuilder<MessageCondition>();
        foreach (var word in (state ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (MessageConditions.Find(word) is not { } condition)
            {
                return (new MessageFilter(), Problems.Make(
                    400, "unknown-state", "Unknown state", $"There is no state \"{word}\". Known: {string.Join(", ", MessageConditions.Texts)}."));
            }

            conditions.Add(condition);
        }

        TimeSpan? age = null;
        if (olderThan is not null)
        {
            if (!AgeText.TryParse(olderThan, out var read))
            {
                return (new MessageFilter(), Problems.Make(400, "bad-age", "Not an age", $"\"{olderThan}\" is not an age; write 30s, 5m, 2h or 1d."));
            }

            age = read;
        }

        if (limit is < 1 or > MostRows)
        {
            return (new MessageFilter(), Problems.Make(400, "bad-limit", "Not a limit", $"limit takes 1 to {MostRows}."));
        }

        var filter = new MessageFilter { Conditions = conditions.ToImmutable(), Name = name, Reason = reason, OlderThan = age, CorrelationId = operation };
        return (limit is { } most ? filter with { Limit = most } : filter, null);
    }

    /// <summary>Whole ids for what people typed; a problem where one means no message, or several.</summary>
    public static async Task<(ImmutableArray<string> Ids, IResult? Problem)> ResolveAsync(
        ImmutableArray<string> typed, IMessageAdministration messages, CancellationToken cancellationToken)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var text in typed)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return ([], Problems.Make(400, "bad-id", "Not an id", "An id is empty."));
            }

            var found = await messages.FindIdsAsync(text, 4, cancellationToken);
            if (found.IsEmpty)
            {
                return ([], Problems.Make(
                    404, "message-not-found", "No such message", $"There is no message {text}. Handled ones are kept for the retention time only; GET /api/messages lists the others."));
            }

            if (found.Length > 1)
            {
                var some = string.Join(", ", found.Take(3)) + (found.Length > 3 ? ", …" : string.Empty);
                return ([], Problems.Make(400, "ambiguous-id", "Several messages", $"Several ids begin with {text}: {some}. Write more of it."));
            }

            ids.Add(found[0]);
        }

        return ([.. ids.Distinct(StringComparer.Ordinal)], null);
    }
}
