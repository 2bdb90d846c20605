namespace Slipway.Compose;

/// <summary>Notes the files of configs and secrets among the inputs. They are not read here.</summary>
internal static class ContentFiles
{
    public static void Note(ComposeMapping tree, LoadContext context)
    {
        Note(tree["configs"], ComposeInputKind.Config, context);
        Note(tree["secrets"], ComposeInputKind.Secret, context);
    }

    private static void Note(ComposeNode? section, ComposeInputKind kind, LoadContext context)
    {
        if (section is not ComposeMapping elements)
        {
            return;
        }

        foreach (var entry in elements.Entries)
        {
            if (entry.Value is ComposeMapping element && element["file"] is ComposeScalar { Kind: ScalarKind.Text } file && PosixPath.IsAbsolute(file.Text))
            {
                context.Inputs.Status(file.Text, kind);
            }
        }
    }
}
