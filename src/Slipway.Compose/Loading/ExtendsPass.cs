namespace Slipway.Compose;

/// <summary>Lays each service over the one that it extends.</summary>
internal static class ExtendsPass
{
    public static DocumentState Run(DocumentState state, LoadContext context)
    {
        if (state.Document["services"] is not ComposeMapping services || !services.Entries.Any(e => e.Value is ComposeMapping s && s["extends"] is not null))
        {
            return state;
        }

        var source = new ExtendsSource(state.File, services, state.Marks, context.ProjectDirectory);
        var resolver = new ExtendsResolver(context);
        return state with
        {
            Document = state.Document.With("services", TreeRewriter.Map(services, (resolver, source), static (entry, s) => s.resolver.Resolve(s.source, entry.Key, null) ?? entry.Value)),
        };
    }
}
