using Slipway.Cli.Terminals;

namespace Slipway.Cli.Api;

/// <summary>Helps with environment names that do not exist.</summary>
internal static class KnownCluster
{
    /// <summary>Does something with an environment; where the server does not know it, says which name was probably meant.</summary>
    public static async Task<T> OrSuggestAsync<T>(Surroundings surroundings, ApiClient api, string name, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (CliException e) when (e.HttpStatus == 404)
        {
            throw await NotFoundAsync(surroundings, api, name, e, cancellationToken);
        }
    }

    public static async Task<CliException> NotFoundAsync(Surroundings surroundings, ApiClient api, string name, CliException cause, CancellationToken cancellationToken)
    {
        var names = (await api.ListAsync(cancellationToken)).Select(cluster => cluster.Name).Order(StringComparer.Ordinal).ToArray();
        if (names.Contains(name, StringComparer.Ordinal))
        {
            return cause;   // something inside of it is unknown, such as a service
        }

        var message = $"there is no environment '{name}'";
        if (Spelling.Nearest(name, names) is { } meant)
        {
            message += $"; did you mean '{meant}'?";
        }

        var next = names.Length == 0 ? $"make one: {surroundings.Command} up PATH" : $"{surroundings.Command} ls lists them all";
        return new CliException(ExitCodes.NotFound, message, next, cause);
    }
}
