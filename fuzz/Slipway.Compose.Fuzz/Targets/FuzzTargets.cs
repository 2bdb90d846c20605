using System.Collections.Immutable;

namespace Slipway.Compose.Fuzz;

/// <summary>The targets.</summary>
internal static class FuzzTargets
{
    public static ImmutableArray<IFuzzTarget> All { get; } = [new OneFile(), new SeveralFiles(), new EnvFile(), new TemplateText(), new RoundTrip()];
}
