using Slipway.Api;

namespace Slipway.Cli.Progress;

/// <summary>Shows how an operation goes. Disposing draws the last state and gives the terminal back.</summary>
internal interface IProgressDisplay : IAsyncDisposable
{
    void Show(OperationView view);
}
