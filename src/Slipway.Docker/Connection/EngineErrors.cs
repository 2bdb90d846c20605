using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using Slipway.Core.Engines;

namespace Slipway.Docker.Connection;

/// <summary>The one place where the engine's refusals get their meaning: by HTTP status, and by text only where the status says nothing.</summary>
internal static class EngineErrors
{
    // The engine answers 500 to all of these, in every version from 20.10 to 28; the texts come from its network and image code.
    private static readonly (string Text, EngineFailure Failure)[] KnownTexts =
    [
        ("port is already allocated", EngineFailure.PortTaken),
        ("address already in use", EngineFailure.PortTaken),
        ("no such image", EngineFailure.ImageUnavailable),
        ("pull access denied", EngineFailure.ImageUnavailable),
        ("manifest unknown", EngineFailure.ImageUnavailable),
        ("has active endpoints", EngineFailure.InUse),
    ];

    public static EngineException Refused(DockerApiException error)
    {
        var message = MessageOf(error.ResponseBody) ?? error.Message;
        return new EngineException(FailureOf(error.StatusCode, message), (int)error.StatusCode, message, error);
    }

    /// <summary>Whether the engine did not answer at all, as opposed to the caller having given up.</summary>
    public static bool IsUnreachable(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        HttpRequestException or IOException or SocketException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    public static EngineUnreachableException Unreachable(EngineAddress address, Exception error)
    {
        var (cause, step) = CauseOf(error);
        return new EngineUnreachableException($"No Docker Engine answers at {address.Text} ({cause}). {step}", error);
    }

    private static (string Cause, string Step) CauseOf(Exception error)
    {
        const string Start = "Start it (systemctl start docker), or set DOCKER_HOST to one that runs.";
        return (error, error.InnerException) switch
        {
            (OperationCanceledException, _) => ("it took too long", "See whether it hangs (docker info), and restart it if so."),
            (_, SocketException { SocketErrorCode: SocketError.AccessDenied }) =>
                ("permission denied", "Run as a user who may use its socket: root, or a member of the group docker."),
            (_, SocketException socket) => (socket.Message, Start),
            _ => (error.Message, Start),
        };
    }

    private static EngineFailure FailureOf(HttpStatusCode status, string message)
    {
        foreach (var (text, failure) in KnownTexts)
        {
            if (message.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return failure;
            }
        }

        return status == HttpStatusCode.NotFound ? EngineFailure.NotFound : EngineFailure.Other;
    }

    private static string? MessageOf(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("message", out var message)
                ? message.GetString()
                : body.Trim();
        }
        catch (JsonException)
        {
            return body.Trim();
        }
    }
}
