using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Slipway.Compose;
using Slipway.Core.Clusters;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;
using Slipway.Core.Sources;
using Slipway.Imports.Compose.Conversion;
using Slipway.Imports.Compose.Trust;
using Slipway.Imports.Formats;
using Slipway.Imports.Inputs;
using Severity = Slipway.Core.Diagnostics.Severity;

namespace Slipway.Imports.Compose;

/// <summary>Compose files.</summary>
public sealed class ComposeFormat(IOptions<TrustOptions> trust) : IFormat
{
    public static string Name => "compose";

    public ParsedFormat Parse(FormatRequest request, ISourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(tree);
        var root = new RepositoryRoot(request.FallbackName);
        var recorded = new RecordingTree(tree);
        var result = ComposeLoader.Load(
            new ComposeLoadOptions
            {
                WorkingDirectory = root.Absolute(request.Directory),
                Files = request.Files,
                Profiles = request.Profiles,
                ProjectName = request.ClusterName,
            },
            new SourceTreeFiles(recorded, root));
        ImmutableArray<Core.Diagnostics.Diagnostic> found = [.. result.Diagnostics.Select(d => ToCore(d, root))];
        if (result.Project is not { } project)
        {
            return new ParsedFormat(request.ClusterName ?? string.Empty, null, found, InputsOf(result, recorded, root));
        }

        var report = new ConversionReport(project, root);
        var context = new ConversionContext(project, recorded, tree, root, report, trust.Value) { Others = request.Others };
        var set = ConvertProject(project, context);
        found = found.AddRange(report.Found);
        return new ParsedFormat(project.Name, found.Any(d => d.Severity == Severity.Error) ? null : set, found, InputsOf(result, recorded, root)) { Wanted = [.. context.Wanted] };
    }

    private static ConfigurationSet ConvertProject(ComposeProject project, ConversionContext context)
    {
        SupportWalk.Report(context);
        var volumes = new VolumeConverter(context);
        ImmutableArray<RunnableConfiguration> configurations = [.. project.Services.Values.Select(s => ServiceConverter.Convert(s, volumes, context)).OfType<RunnableConfiguration>()];
        return new ConfigurationSet
        {
            Configurations = configurations,
            Networks = NetworkConverter.Convert(context),
            Volumes = volumes.Definitions,
        };
    }

    private static ImmutableArray<InputFile> InputsOf(LoadResult result, RecordingTree recorded, RepositoryRoot root) => recorded.ToInputs(
        result.Inputs.Select(i => (Path: root.Inside(i.Path), Kind: KindOf(i.Kind))).Where(i => i.Path is not null).Select(i => (i.Path!, i.Kind)));

    private static string KindOf(ComposeInputKind kind) => kind switch
    {
        ComposeInputKind.DotEnv => "dotenv",
        ComposeInputKind.EnvFile => "env_file",
        ComposeInputKind.LabelFile => "label_file",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static Core.Diagnostics.Diagnostic ToCore(Slipway.Compose.Diagnostic diagnostic, RepositoryRoot root) => new(
        diagnostic.Code,
        diagnostic.Severity == Slipway.Compose.Severity.Error ? Severity.Error : Severity.Warning,
        // The root of the repository, where a file is missing, has no path to show.
        root.ToRepositoryPath(diagnostic.Span.File) is { Length: > 0 } file ? new SourceLocation(file, diagnostic.Span.Line, diagnostic.Span.Column) : null,
        diagnostic.Path,
        diagnostic.Message);
}
