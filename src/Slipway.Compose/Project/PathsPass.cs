namespace Slipway.Compose;

/// <summary>Makes relative paths absolute, against the directory of the model.</summary>
internal static class PathsPass
{
    private static readonly string[] RemoteContexts = ["service:", "docker-image://", "https://", "http://", "git://", "ssh://", "github.com/", "git@"];

    private static readonly PathTable<NodeRule> Table = new(
        ("services.*.build.context", BuildContext),
        ("services.*.build.additional_contexts.*", BuildContext),
        ("services.*.build.ssh.*", AnyAbsolute),
        ("{configs secrets}.*.file", AnyAbsolute),
        ("services.*.env_file.[].path", EnvFile),
        ("services.*.label_file.[]", Plain),
        ("services.*.extends.file", Plain),
        ("services.*.develop.watch.[].path", Watched),
        ("services.*.volumes.[]", Bind),
        ("volumes.*", LocalBind));

    public static ComposeNode Run(ComposeNode root, LoadContext context) => RuleWalk.Apply(Table, root, context);

    /// <summary>
    /// The paths of an included model where paths stay as they are: from another directory, they still have to lead to the same files.
    /// </summary>
    public static ComposeNode RunBetween(ComposeNode root, LoadContext context) =>
        context.Including is null ? root : Run(root, context with { ProjectDirectory = Between(context.ProjectDirectory, context) });

    /// <summary>The way from the project directory to another one.</summary>
    private static string Between(string directory, LoadContext context) =>
        directory == context.Inputs.DisplayDirectory ? "." : PosixPath.Display(context.Inputs.DisplayDirectory, directory);

    /// <summary>The paths of one service that comes from a file in another directory.</summary>
    public static ComposeNode RunOnService(ComposeNode service, LoadContext context, string directory)
    {
        var span = service.Span;
        var tree = new ComposeMapping(
            [new ComposeEntry("services", span, new ComposeMapping([new ComposeEntry("base", span, service)], span))], span);
        var result = (ComposeMapping)Run(tree, context.Does(ComposeStages.Paths)
            ? context with { ProjectDirectory = directory, BaseOf = context.ProjectDirectory }
            : context with { ProjectDirectory = Between(directory, context) });
        return ((ComposeMapping)result["services"]!)["base"]!;
    }

    private static ComposeNode Plain(ComposeNode node, ModelPath path, LoadContext context) => node switch
    {
        ComposeScalar { Kind: ScalarKind.Text } text => text.Text.Length == 0 ? node : With(text, Resolve(text.Text, context)),
        _ => NotAPath(node, path, context),
    };

    /// <summary>The env file of a base stays relative where it can, so that an extending service which names it too names the same one.</summary>
    private static ComposeNode EnvFile(ComposeNode node, ModelPath path, LoadContext context) =>
        Plain(node, path, context) is ComposeScalar { Kind: ScalarKind.Text } resolved && context.BaseOf is { } outer && !PosixPath.IsAbsolute(((ComposeScalar)node).Text)
            ? With(resolved, PosixPath.Display(outer, resolved.Text))
            : Plain(node, path, context);

    /// <summary>Only in a file that is extended, which nothing validates: there the schema has not spoken yet.</summary>
    private static ComposeNode NotAPath(ComposeNode node, ModelPath path, LoadContext context)
    {
        context.Error(Rules.WrongKind, node, path, "a path is text; put it in quotes.");
        return node;
    }

    private static ComposeNode AnyAbsolute(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: ScalarKind.Text } text ? With(text, ResolveAny(text.Text, context)) : node;

    private static ComposeNode BuildContext(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: ScalarKind.Text } text && IsRemote(text.Text) ? node : Plain(node, path, context);

    private static ComposeNode Watched(ComposeNode node, ModelPath path, LoadContext context) =>
        node is ComposeScalar { Kind: ScalarKind.Text, Text.Length: > 0 } text
            ? With(text, context.Inputs.ResolveLink(Resolve(text.Text, context))) : node;

    private static ComposeNode Bind(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is not ComposeMapping mount || mount["type"] is not ComposeScalar { Text: "bind" })
        {
            return node;
        }

        if (mount["source"] is not ComposeScalar { Kind: not ScalarKind.Null } source)
        {
            if (context.Report.IsExplained(path.ToString(), "source"))
            {
                return node;
            }

            context.Error(Rules.BindSource, node, path, "the bind mount has no source; add source: with the path on the host.");
            return node;
        }

        return mount.With("source", With(source, ResolveAny(source.Text, context)));
    }

    private static ComposeNode LocalBind(ComposeNode node, ModelPath path, LoadContext context)
    {
        if (node is ComposeMapping volume && volume["driver"] is ComposeScalar { Text: "local" } && volume["driver_opts"] is ComposeMapping options
            && options["o"] is ComposeScalar { Text: "bind" } && options["device"] is ComposeScalar { Kind: ScalarKind.Text } device)
        {
            return volume.With("driver_opts", options.With("device", With(device, ResolveAny(device.Text, context))));
        }

        return node;
    }

    public static bool IsRemote(string text) =>
        text.Contains("://", StringComparison.Ordinal) || RemoteContexts.Any(p => text.StartsWith(p, StringComparison.Ordinal));

    /// <summary>An absolute path stays as it is written.</summary>
    private static string Resolve(string text, LoadContext context)
    {
        var expanded = context.ExpandHome(text);
        return PosixPath.IsAbsolute(expanded) ? expanded : PosixPath.Join(context.ProjectDirectory, expanded);
    }

    /// <summary>A path that may be one of Windows although the loader runs elsewhere. Empty text means the directory itself.</summary>
    private static string ResolveAny(string text, LoadContext context)
    {
        var expanded = context.ExpandHome(text);
        return PosixPath.IsWindowsAbsolute(expanded) ? expanded : Resolve(expanded, context);
    }

    private static ComposeScalar With(ComposeScalar scalar, string text) => scalar.Text == text ? scalar : ComposeScalar.Of(text, scalar.Span);
}
