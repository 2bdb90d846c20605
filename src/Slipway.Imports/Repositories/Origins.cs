namespace Slipway.Imports.Repositories;

/// <summary>Who reports a push, for people.</summary>
public static class Origins
{
    /// <summary>A webhook of the Git server.</summary>
    public const string Webhook = "webhook";

    /// <summary>A hook of the repository, or whoever called the API.</summary>
    public const string Hook = "hook";

    /// <summary>The repository has just been connected.</summary>
    public const string Connect = "connect";

    /// <summary>The regular look at the repository.</summary>
    public const string Reconciliation = "reconciliation";
}
