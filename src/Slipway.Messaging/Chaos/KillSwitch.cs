using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

/// <summary>
/// A test hook: kills this very process, as kill -9 does, when it first reaches the point that <c>Slipway:Messaging:KillAt</c> names. Scenario tests use it to
/// prove that nothing is lost or doubled. Without the setting it does nothing.
/// </summary>
internal sealed class KillSwitch
{
    private readonly (string Name, KillPoint Point)? _target;

    public KillSwitch(IOptions<KillOptions> options)
    {
        _target = Parse(options.Value.KillAt);
    }

    /// <summary>Gets a value indicating whether there is a point to reach.</summary>
    public bool IsSet => _target is not null;

    public void Reach(KillPoint point, string name)
    {
        if (_target == (name, point))
        {
            Process.GetCurrentProcess().Kill();
            using var never = new ManualResetEventSlim();
            never.Wait();
        }
    }

    private static (string Name, KillPoint Point)? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var at = text.LastIndexOf('@');
        KillPoint? point = text[(at + 1)..] switch
        {
            "before-handle" => KillPoint.BeforeHandle,
            "before-commit" => KillPoint.BeforeCommit,
            "after-commit" => KillPoint.AfterCommit,
            "after-send" => KillPoint.AfterSend,
            "before-receive" => KillPoint.BeforeReceive,
            "after-receive" => KillPoint.AfterReceive,
            _ => null,
        };
        return at > 0 && point is { } known ? (text[..at], known) : throw new InvalidOperationException(
            $"{WorkerOptions.Section}:KillAt is '{text}'; write NAME@ and before-handle, before-commit, after-commit, after-send, before-receive or after-receive.");
    }
}
