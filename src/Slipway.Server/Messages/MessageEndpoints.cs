using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Api;
using Slipway.Messaging;
using Slipway.Server.Errors;

namespace Slipway.Server.Messages;

/// <summary><c>/api/messages</c>: what waits, runs or went wrong, and what can be done about it.</summary>
internal static class MessageEndpoints
{
    private const int MostAtOnce = 1000;
    private const int NameCharacters = 100;
    private const int WhyCharacters = 200;
    private const double LeastRate = 0.001;
    private const double MostRate = 1000;

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/messages", ListAsync)
            .Answers<MessageView[]>("Messages that wait, run or were given up (or those in the states of ?state=, by comma), the newest first.");
        routes.MapGet("/api/messages/summary", async (string? name, IMessageAdministration messages, CancellationToken cancellationToken) =>
            Results.Json((await messages.CountAsync(name, cancellationToken)).ToViews(), ApiJson.Default.ImmutableArrayMessageSummaryView))
            .Answers<MessageSummaryView[]>("How many messages wait, run or were given up, by name.");
        routes.MapGet("/api/messages/{id}", FindAsync)
            .Answers<MessageDetailView>("One message: body (cut without ?whole=true), headers, every attempt's error, what led to it and what came of it.");
        routes.MapPost("/api/messages/replay", ReplayAsync)
            .Accepts<ReplayRequest>("application/json")
            .Answers<MessageActionView[]>("Sends dead letters again, each once however often it is asked.");
        routes.MapPost("/api/messages/drop", DropAsync)
            .Accepts<DropRequest>("application/json")
            .Answers<MessageActionView[]>("Ends messages that are dead or wait, with who wanted it and why.");
    }

    private static async Task<IResult> ListAsync(
        string? state, string? name, string? reason, string? olderThan, string? operation, int? limit, IMessageAdministration messages,
        CancellationToken cancellationToken)
    {
        var (filter, problem) = MessageQuery.Read(state, name, reason, olderThan, operation, limit);
        return problem ?? Results.Json(
            [.. (await messages.ListAsync(filter, cancellationToken)).Select(m => m.ToView())], ApiJson.Default.ImmutableArrayMessageView);
    }

    private static async Task<IResult> FindAsync(string id, bool? whole, IMessageAdministration messages, CancellationToken cancellationToken)
    {
        var (ids, problem) = await MessageQuery.ResolveAsync([id], messages, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        return await messages.FindAsync(ids[0], cancellationToken) is { } detail
            ? Results.Json(detail.ToView(whole ?? false), ApiJson.Default.MessageDetailView)
            : Problems.Make(404, "message-not-found", "No such message", $"There is no message {id} any more.");
    }

    private static async Task<IResult> ReplayAsync(HttpRequest http, IMessageAdministration messages, CancellationToken cancellationToken)
    {
        var request = await http.ReadFromJsonAsync(ApiJson.Default.ReplayRequest, cancellationToken) ?? new ReplayRequest();
        var typed = request.Ids.IsDefault ? [] : request.Ids;
        if (typed.IsEmpty != request.All)
        {
            return Problems.Make(400, "which-messages", "Which messages?", "Give either \"ids\" or \"all\": true, with \"name\", \"reason\" or \"olderThan\" to restrict it.");
        }

        if (!request.All && (request.Name ?? request.Reason ?? request.OlderThan) is not null)
        {
            return Problems.Make(400, "which-messages", "Which messages?", "\"name\", \"reason\" and \"olderThan\" belong to \"all\": true.");
        }

        if (request.Body is not null && typed.Length != 1)
        {
            return Problems.Make(400, "body-of-many", "One body for one message", "Give \"body\" with one id only.");
        }

        if (request.Rate is { } rate && !(rate is >= LeastRate and <= MostRate))
        {
            return Problems.Make(400, "rate-out-of-range", "Rate out of range", string.Create(CultureInfo.InvariantCulture, $"Give \"rate\", messages a second, from {LeastRate} to {MostRate}."));
        }

        var (ids, problem) = request.All
            ? await AllDeadAsync(request, messages, cancellationToken)
            : await MessageQuery.ResolveAsync(typed, messages, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        // A bare null would become an empty body, by the conversion from arrays.
        ReadOnlyMemory<byte>? body = request.Body is { } text ? Encoding.UTF8.GetBytes(text) : default(ReadOnlyMemory<byte>?);
        var results = ImmutableArray.CreateBuilder<MessageActionView>();
        foreach (var id in ids)
        {
            var after = request.Rate is { } perSecond ? TimeSpan.FromSeconds(results.Count / perSecond) : TimeSpan.Zero;
            var result = await messages.ReplayAsync(id, Who(request.By), body, after, cancellationToken);
            if (result.Verdict == AdministrationVerdict.BadBody)
            {
                return Problems.Make(422, "bad-body", "Not a body of this message", result.Explanation);
            }

            results.Add(result.ToView());
        }

        return Results.Json(results.ToImmutable(), ApiJson.Default.ImmutableArrayMessageActionView);
    }

    private static async Task<(ImmutableArray<string> Ids, IResult? Problem)> AllDeadAsync(
        ReplayRequest request, IMessageAdministration messages, CancellationToken cancellationToken)
    {
        var (filter, problem) = MessageQuery.Read(MessageStates.Dead, request.Name, request.Reason, request.OlderThan, null, MostAtOnce);
        if (problem is not null)
        {
            return ([], problem);
        }

        var dead = await messages.ListAsync(filter, cancellationToken);

        // In the order in which they were sent first.
        return ([.. dead.Reverse().Select(m => m.MessageId).Distinct(StringComparer.Ordinal)], null);
    }

    private static async Task<IResult> DropAsync(HttpRequest http, IMessageAdministration messages, CancellationToken cancellationToken)
    {
        var request = await http.ReadFromJsonAsync(ApiJson.Default.DropRequest, cancellationToken) ?? new DropRequest();
        if (request.Ids.IsDefaultOrEmpty)
        {
            return Problems.Make(400, "which-messages", "Which messages?", "Give \"ids\".");
        }

        if (string.IsNullOrWhiteSpace(request.Why) || request.Why.Length > WhyCharacters)
        {
            return Problems.Make(400, "no-reason", "No reason", $"Say in \"why\", for the record, why they are not to be done: 1 to {WhyCharacters} characters.");
        }

        var (ids, problem) = await MessageQuery.ResolveAsync(request.Ids, messages, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        var results = ImmutableArray.CreateBuilder<MessageActionView>();
        foreach (var id in ids)
        {
            results.Add((await messages.DropAsync(id, Who(request.By), request.Why.Trim(), cancellationToken)).ToView());
        }

        return Results.Json(results.ToImmutable(), ApiJson.Default.ImmutableArrayMessageActionView);
    }

    private static string Who(string? by) => by?.Trim() switch
    {
        null or "" => "the API",
        { Length: > NameCharacters } name => name[..NameCharacters],
        { } name => name,
    };
}
