using System.Collections.Immutable;
using System.Text.Json;

namespace Slipway.Git.GitHub.Webhooks;

/// <summary>Reads the bodies of webhooks. Only what is used is looked at, and only in the shape that it must have.</summary>
public static class WebhookPayload
{
    /// <summary>The names of the events that something is done about, as <c>X-GitHub-Event</c> gives them.</summary>
    public static readonly ImmutableArray<string> Events = ["push", "create", "delete", "pull_request", "ping"];

    // GitHub's own go some six deep; a body of brackets only would cost stack.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    private const int MaxLabels = 100;

    /// <summary>Reads a body.</summary>
    /// <param name="eventName">One of <see cref="Events"/>.</param>
    /// <param name="body">The body, whose signature was checked.</param>
    public static WebhookReading Read(string eventName, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return Read(eventName, document.RootElement);
        }
        catch (JsonException)
        {
            return Wrong("the body is not JSON, or nests deeper than 32 levels");
        }
    }

    private static WebhookReading Read(string eventName, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Wrong("the body is not an object");
        }

        if (eventName == "ping")
        {
            return default;
        }

        if (Repository(root) is not { } repository)
        {
            return Wrong("\"repository\" has no \"full_name\" of the form owner/name");
        }

        return eventName switch
        {
            "push" => Push(repository, root),
            "create" => ShortRef(root) is { } reference ? Told(new WebhookRefCreated(repository, reference)) : NoRef(),
            "delete" => ShortRef(root) is { } reference ? Told(new WebhookRefMoved(repository, reference, null, null)) : NoRef(),
            "pull_request" => PullRequest(repository, root),
            _ => default,
        };
    }

    private static WebhookReading Push(WebhookRepository repository, JsonElement root)
    {
        if (Text(root, "ref") is not { Length: > 0 } reference)
        {
            return Wrong("\"ref\" is not a text");
        }

        return Text(root, "before") is { } before && IsCommit(before) && Text(root, "after") is { } after && IsCommit(after)
            ? Told(new WebhookRefMoved(repository, reference, Known(before), Known(after)))
            : Wrong("\"before\" and \"after\" are not commit ids");
    }

    private static WebhookReading PullRequest(WebhookRepository repository, JsonElement root)
    {
        if (!TryNumber(root, out var number) || Object(root, "pull_request") is not { } request || Object(request, "head") is not { } head)
        {
            return Wrong("\"number\" or \"pull_request.head\" is missing");
        }

        var state = Text(request, "state");
        if (Text(head, "sha") is not { } commit || !IsCommit(commit) || Known(commit) is null || Text(head, "ref") is not { Length: > 0 } branch
            || state is not ("open" or "closed"))
        {
            return Wrong("\"pull_request\" lacks its commit, branch or state");
        }

        // The repository of a fork that was deleted is null.
        var isFork = Object(head, "repo") is not { } source || !string.Equals(Text(source, "full_name"), repository.FullName, StringComparison.OrdinalIgnoreCase);
        return Told(new WebhookPullRequest(repository, number, commit, branch, isFork, Labels(request), state == "open"));
    }

    private static ImmutableArray<string> Labels(JsonElement request) =>
        request.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Array
            ? [.. labels.EnumerateArray().Take(MaxLabels).Select(l => l.ValueKind == JsonValueKind.Object ? Text(l, "name") : null).OfType<string>()]
            : [];

    private static WebhookRepository? Repository(JsonElement root)
    {
        if (Object(root, "repository") is not { } repository || Text(repository, "full_name") is not { Length: > 2 and <= 200 } name
            || name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }] || name.StartsWith('.') || name.StartsWith('-') || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/')))
        {
            return null;
        }

        string?[] addresses = [Text(repository, "clone_url"), Text(repository, "ssh_url"), Text(repository, "html_url")];
        return new WebhookRepository(name, [.. addresses.OfType<string>().Where(a => a.Length is > 0 and <= 2000).Select(a => a.TrimEnd('/')).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary><c>create</c> and <c>delete</c> name a branch or tag without its namespace.</summary>
    private static string? ShortRef(JsonElement root) => (Text(root, "ref_type"), Text(root, "ref")) switch
    {
        ("branch", { Length: > 0 } name) => "refs/heads/" + name,
        ("tag", { Length: > 0 } name) => "refs/tags/" + name,
        _ => null,
    };

    private static bool TryNumber(JsonElement root, out int number)
    {
        number = 0;
        return root.TryGetProperty("number", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number) && number > 0;
    }

    private static JsonElement? Object(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;   // half of a surrogate pair: JSON by its grammar, and no text
        }
    }

    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    private static string? Known(string commit) => commit.AsSpan().TrimStart('0').IsEmpty ? null : commit;

    private static WebhookReading NoRef() => Wrong("\"ref\" and \"ref_type\" do not name a branch or tag");

    private static WebhookReading Told(WebhookEvent happened) => new(happened, null);

    private static WebhookReading Wrong(string problem) => new(null, problem);
}
