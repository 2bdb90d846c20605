using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>Is told after each commit which chains changed, so that a live view knows when to look. In-process only; must not block.</summary>
public interface IMessageObserver
{
    /// <summary>Called after messages of these chains were sent, begun or finished.</summary>
    /// <param name="correlationIds">The chains that changed.</param>
    void ChainsChanged(ImmutableArray<string> correlationIds);
}
