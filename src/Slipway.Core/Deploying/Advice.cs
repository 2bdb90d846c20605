using Slipway.Core.Planning;

namespace Slipway.Core.Deploying;

/// <summary>The next step after each kind of failure.</summary>
internal static class Advice
{
    public static string For(string cluster, string? instance, Operation? operation) => operation switch
    {
        BuildImage => "Fix the Dockerfile or its context, commit, and run slipway up again.",
        PullImage => "Check the image name and that this machine reaches the registry, then run slipway up again.",
        AwaitContainer => $"See all of its output with: slipway logs {cluster} {instance}",
        null => "Resolve what is in the way, then run slipway up again.",
        _ => $"See what would be done with: slipway plan {cluster}",
    };
}
