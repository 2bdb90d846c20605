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
        var result = ComposeLoader.Load(
            new ComposeLoadOptions
            {
                WorkingDirectory = root.Absolute(request.Directory),
                Files = request.Files,
                Profiles = request.Profiles,
                ProjectName = request.ClusterName,
            },
            new SourceTreeFiles(tree, root));
        ImmutableArray<Core.Diagnostics.Diagnostic> found = [.. result.Diagnostics.Select(d => ToCore(d, root))];
        var inputs = InputsOf(result, tree, root);
        if (result.Project is not { } project)
        {
            return new ParsedFormat(request.ClusterName ?? string.Empty, null, found, inputs);
        }

        var report = new ConversionReport(project, root);
        var set = ConvertProject(project, new ConversionContext(project, tree, root, report, trust.Value));
        found = found.AddRange(report.Found);
        return new ParsedFormat(project.Name, found.Any(d => d.Severity == Severity.Error) ? null : set, found, inputs);
    }

    private static ConfigurationSet ConvertProject(ComposeProject project, ConversionContext context)
    {
        var volumes = new VolumeConverter(context);
        ImmutableArray<RunnableConfiguration> configurations = [.. project.Services.Values.Select(s => ServiceConverter.Convert(s, volumes, context)).OfType<RunnableConfiguration>()];
        return new ConfigurationSet
        {
            Configurations = configurations,
            Networks = NetworkConverter.Convert(context),
            Volumes = volumes.Definitions,
        };
    }

    private static ImmutableArray<InputFile> InputsOf(LoadResult result, ISourceTree tree, RepositoryRoot root)
    {
        var inputs = ImmutableArray.CreateBuilder<InputFile>();
        foreach (var input in result.Inputs)
        {
            if (root.Inside(input.Path) is { } inside)
            {
                inputs.Add(new InputFile(inside, input.Found ? IdOf(inside, tree) : null, KindOf(input.Kind)));
            }
        }

        return inputs.ToImmutable();
    }

    private static string? IdOf(string path, ISourceTree tree)
    {
        try
        {
            return tree.Find(path)?.Id;
        }
        catch (SourceException)
        {
            // A finding at the place that names the file says what is wrong with it.
            return null;
        }
    }

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
