using Slipway.Messaging;

namespace Slipway.Imports.Feedback;

/// <summary>Tell the people of a repository how an environment stands. It is looked up when it is told, so that the newest one says it all.</summary>
/// <param name="ClusterId">The cluster.</param>
/// <param name="ClusterName">Its name.</param>
/// <param name="Repository">The repository, in normal form.</param>
/// <param name="Ref">The ref that it follows, or followed.</param>
[Work("github.feedback")]
public sealed record SendFeedback(string ClusterId, string ClusterName, string Repository, string Ref)
{
    /// <summary>Gets the key by which the newest one wins.</summary>
    public string Key => $"feedback:{ClusterName}";
}
