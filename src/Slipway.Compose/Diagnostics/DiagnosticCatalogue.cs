using System.Collections.Immutable;

namespace Slipway.Compose;

/// <summary>All kinds of findings, each with an example. The page that users read is made from it.</summary>
public static class DiagnosticCatalogue
{
    /// <summary>Gets the rules, by code.</summary>
    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        // Files and the project name.
        Rules.NoFile, Rules.FileMissing, Rules.FileUnreadable, Rules.FileTooLarge, Rules.TooManyFiles, Rules.NotText, Rules.SeveralFiles, Rules.Empty, Rules.ProjectName, Rules.RemoteFile, Rules.MoreFindings,
        // YAML.
        Rules.YamlSyntax, Rules.YamlVersion, Rules.DuplicateKey, Rules.UnknownAlias, Rules.SelfContaining, Rules.MergeValue, Rules.KeyNotText, Rules.NotAMapping, Rules.TooManyNodes, Rules.TooDeep,
        // Variables and env files.
        Rules.Template, Rules.RequiredVariable, Rules.UnsetVariable, Rules.Cast, Rules.EnvFileSyntax, Rules.EnvFileFormat, Rules.TooMuchText,
        // include, extends and merging.
        Rules.IncludeForm, Rules.IncludeCycle, Rules.IncludeTooDeep, Rules.ExtendsForm, Rules.ExtendsMissing, Rules.ExtendsCycle, Rules.ExtendsTooDeep, Rules.MergeConflict, Rules.ListItem,
        // What the specification allows.
        Rules.UnknownAttribute, Rules.WrongKind, Rules.BadValue, Rules.MissingAttribute, Rules.DuplicateItem, Rules.BadName, Rules.NotFinite, Rules.Version,
        // Short forms.
        Rules.Port, Rules.Volume, Rules.Device, Rules.BuildContext, Rules.Ssh, Rules.ExternalName, Rules.ExternalConflict,
        // Rules inside one element.
        Rules.ExternalVolume, Rules.SeveralSources, Rules.NoSource, Rules.WatchPath, Rules.DeviceRequest, Rules.BindSource,
        // Values.
        Rules.Duration, Rules.ByteSize, Rules.FileMode, Rules.NotANumber, Rules.NotABoolean, Rules.Negative, Rules.CommandText, Rules.ExtraHost, Rules.VariableName, Rules.StorageOption,
        // How the parts of a project fit.
        Rules.NoImage, Rules.TwoDockerfiles, Rules.UndefinedService, Rules.Platform, Rules.NetworkMode, Rules.UndefinedNetwork, Rules.UndefinedVolume, Rules.UndefinedSecret, Rules.UndefinedConfig, Rules.UndefinedModel, Rules.DisabledDependency, Rules.HealthTest, Rules.WatchTarget, Rules.SameTarget, Rules.Differs, Rules.NameWithScale, Rules.SameContainerName, Rules.DependencyCycle, Rules.UnknownService, Rules.UnknownProfile,
    ];

    /// <summary>Finds a rule.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The rule; null for an unknown code.</returns>
    public static DiagnosticRule? Find(string code) => All.FirstOrDefault(r => r.Code == code);
}
