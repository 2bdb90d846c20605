using Slipway.Core.Clusters;

namespace Slipway.Server.Pushes;

/// <summary>Reports pushes, each try in a scope of its own: two reports of one ref at once are both taken, one after the other.</summary>
internal sealed class PushReporter(IServiceScopeFactory scopes)
{
    private const int Attempts = 5;

    public async Task<T> ReportAsync<T>(Func<IServiceProvider, Task<T>> report)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                return await report(scope.ServiceProvider);
            }
            catch (ConcurrentChangeException) when (attempt < Attempts)
            {
                // Again on what the other one stored.
            }
        }
    }
}
