using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Slipway.Api;
using Slipway.Core.Sources;
using Slipway.Git.GitHub.Webhooks;
using Slipway.Server.Errors;
using Slipway.Server.Pushes;

namespace Slipway.Server.Webhooks;

/// <summary><c>/webhooks/github</c>: outside of the token, since the signature says who asks.</summary>
internal static partial class WebhookEndpoint
{
    public const string Path = "/webhooks/github";

    private const string EventHeader = "X-GitHub-Event";
    private const string DeliveryHeader = "X-GitHub-Delivery";

    public static void MapWebhooks(this IEndpointRouteBuilder routes) => routes.MapPost(Path, ReceiveAsync)
        .Accepts<object>("application/json")
        .WithSummary("Takes a webhook of GitHub, signed with the server's webhook secret. No token.")
        .Produces<PushedView>(StatusCodes.Status202Accepted)
        .Produces<ProblemView>(StatusCodes.Status400BadRequest, "application/problem+json")
        .Produces<ProblemView>(StatusCodes.Status401Unauthorized, "application/problem+json")
        .Produces<ProblemView>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")
        .Produces<ProblemView>(StatusCodes.Status415UnsupportedMediaType, "application/problem+json")
        .Produces<ProblemView>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, WebhookSecret secret, WebhookBody bodies, WebhookReceiver receiver, ILogger<WebhookReceiver> logger, CancellationToken cancellationToken)
    {
        var request = http.Request;
        if (request.Headers[WebhookSignature.Header] is not [{ Length: > 0 } signature])
        {
            return Refuse(401, "no-signature", "Not signed", $"Send {WebhookSignature.Header}: set the secret at the webhook.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(415, "not-json", "Not JSON", "Set the webhook's content type to application/json.");
        }

        if (request.Headers[DeliveryHeader] is not [{ } delivery] || !Delivery().IsMatch(delivery))
        {
            return Refuse(400, "bad-delivery", "No delivery", $"{DeliveryHeader} takes 8 to 64 letters, digits and dashes.");
        }

        if (request.Headers[EventHeader] is not [{ } name] || !Event().IsMatch(name))
        {
            return Refuse(400, "bad-event", "No event", $"{EventHeader} takes the name of an event.");
        }

        // The server's own limit would end the connection before the answer is read; we count ourselves.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = null;
        }

        var (body, refusal) = await bodies.ReadAsync(request, cancellationToken);
        switch (refusal)
        {
            case StatusCodes.Status413PayloadTooLarge:
                return Refuse(refusal, "too-large", "Too large", $"The body has more than {WebhookBody.Limit / 1024 / 1024} MiB.");
            case StatusCodes.Status408RequestTimeout:
                return Refuse(refusal, "too-slow", "Too slow", "The body did not arrive in time.");
            case not 0:
                return Refuse(refusal, "busy", "Busy", "Too many webhooks arrive at once; deliver it again in a moment.");
        }

        if (!WebhookSignature.IsValid(body.Span, signature, secret.Value))
        {
            return Refuse(401, "bad-signature", "Not signed", "The signature is not that of this body with this server's secret.");
        }

        if (!WebhookPayload.Events.Contains(name, StringComparer.Ordinal))
        {
            return Take(PushResults.Ignored, $"Nothing is done about this event; {string.Join(", ", WebhookPayload.Events)} are of use.");
        }

        var (happened, problem) = WebhookPayload.Read(name, body);
        if (problem is not null)
        {
            return Refuse(400, "bad-payload", "The body cannot be read", problem);
        }

        if (happened is null)
        {
            return Take(PushResults.Ignored, "The signature is right; pushes will be heard.");
        }

        try
        {
            var view = await receiver.ReceiveAsync(happened, delivery, cancellationToken);
            return Take(view.Result, view.Note);
        }
        catch (SourceException error)
        {
            return Refuse(422, "refused-ref", "The ref is not accepted", error.Message);
        }

        IResult Refuse(int status, string code, string title, string detail)
        {
            logger.WebhookRefused(http.Connection.RemoteIpAddress?.ToString(), code);
            return Problems.Make(status, code, title, detail);
        }

        IResult Take(string result, string note)
        {
            logger.WebhookTaken(delivery, name, result);
            return Results.Json(new PushedView(result, note), ApiJson.Default.PushedView, statusCode: StatusCodes.Status202Accepted);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z")]
    private static partial Regex Delivery();

    [GeneratedRegex(@"^[a-z_]{2,50}\z")]
    private static partial Regex Event();
}
