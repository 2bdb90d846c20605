using Slipway.Core.Configurations;
using Slipway.Core.Sources;
using Slipway.Imports.Formats;

namespace Slipway.Imports.Tests.Flow;

/// <summary>A format that gives one instance under the name that was asked for, or <c>shop</c>.</summary>
internal sealed class FakeFormat : IFormat
{
    public static string Name => "fake";

    /// <summary>Gets every request.</summary>
    public List<FormatRequest> Requests { get; } = [];

    /// <summary>Gets or sets what the files give; its name is set to the cluster's.</summary>
    public ParsedFormat Result { get; set; } = new(
        "shop", new ConfigurationSet { Configurations = [new RunnableConfiguration { Name = "web", Image = new RegistryImage("nginx:1") }] }, [], []);

    public ParsedFormat Parse(FormatRequest request, ISourceTree tree)
    {
        Requests.Add(request);
        return Result with { Name = request.ClusterName ?? Result.Name };
    }
}
