using Slipway.Api;
using Slipway.Imports.Repositories;

namespace Slipway.Server.Pushes;

/// <summary>Values of <see cref="PushedView.Result"/>.</summary>
internal static class PushResults
{
    public const string Published = "published";
    public const string Known = "known";
    public const string Repeated = "repeated";
    public const string Looking = "looking";
    public const string Ignored = "ignored";

    public static PushedView Of(PushReceipt receipt) => receipt.Outcome switch
    {
        PushOutcome.Published => new PushedView(Published, "The environments that follow it are being brought in step."),
        PushOutcome.Known => new PushedView(Known, "That was reported before, or concerns no environment."),
        PushOutcome.Redelivered => new PushedView(Repeated, "This delivery was taken before; nothing is done again."),
        _ => throw new ArgumentOutOfRangeException(nameof(receipt), receipt.Outcome, null),
    };
}
