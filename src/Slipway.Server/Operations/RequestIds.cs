using System.Text.RegularExpressions;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Operations;
using Slipway.Messaging;
using Slipway.Server.Errors;

namespace Slipway.Server.Operations;

/// <summary>
/// Lets a client ask again that did not hear the answer: it names its request by an id of its own making, which becomes the operation's id,
/// so that the same request begins one operation however often it comes.
/// </summary>
internal static partial class RequestIds
{
    /// <summary>Begins an operation, or finds the one that this request began before.</summary>
    /// <param name="http">The request.</param>
    /// <param name="kinds">What the operation may be; an id of another kind was used for something else.</param>
    /// <param name="begin">Begins it, in the scope of the request.</param>
    public static async Task<IResult> OnceAsync(HttpContext http, OperationKind[] kinds, Func<Task<IResult>> begin)
    {
        var id = http.Request.Headers[RequestHeaders.RequestId].ToString();
        if (id.Length == 0)
        {
            return await begin();
        }

        if (!Pattern().IsMatch(id))
        {
            return Problems.Make(400, "bad-request-id", "Not a request id", $"{RequestHeaders.RequestId} takes 8 to 32 letters and digits, in lower case, such as a UUID without dashes.");
        }

        if (await FindAsync(id, http) is { } before)
        {
            return Answer(before, kinds);
        }

        http.RequestServices.GetRequiredService<IMessageSession>().CorrelationId = id;
        try
        {
            return await begin();
        }
        catch (ConcurrentChangeException)
        {
            // The same request twice at once: the other one was quicker. Anything else is not ours.
            if (await FindAsync(id, http) is { } other)
            {
                return Answer(other, kinds);
            }

            throw;
        }
    }

    // A scope of its own: that of the request may have changes pending that were refused.
    private static async Task<ClusterOperation?> FindAsync(string id, HttpContext http)
    {
        await using var scope = http.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOperationStore>().FindAsync(id, http.RequestAborted);
    }

    private static IResult Answer(ClusterOperation operation, OperationKind[] kinds) => kinds.Contains(operation.Kind)
        ? Results.Json(new Accepted(operation.Id), ApiJson.Default.Accepted, statusCode: StatusCodes.Status202Accepted)
        : Problems.Make(409, "request-id-taken", "The request id is taken", $"{operation.Id} names another request; make a new id for each.");

    [GeneratedRegex("^[a-z0-9]{8,32}$")]
    private static partial Regex Pattern();
}
