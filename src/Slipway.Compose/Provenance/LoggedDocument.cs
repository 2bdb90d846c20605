namespace Slipway.Compose;

/// <summary>A document as it was read, with what is needed to look at it again.</summary>
/// <param name="Path">The absolute path of its file.</param>
/// <param name="Reference">How the file was named.</param>
/// <param name="Raw">The document without what its tags reset; variables are not filled in.</param>
/// <param name="Context">What it was loaded with.</param>
internal sealed record LoggedDocument(string Path, ComposeFileRef Reference, ComposeMapping Raw, LoadContext Context)
{
    private ComposeMapping? _filled;
    private ComposeMapping? _canonical;
    private ComposeMapping? _long;

    /// <summary>Gets the document with its variables filled in.</summary>
    public ComposeMapping Filled => _filled ??= Context.Does(ComposeStages.Interpolation) ? (ComposeMapping)InterpolatePass.Run(Raw, Quiet) : Raw;

    /// <summary>Gets the document in long form, with all that is written, also what says nothing.</summary>
    public ComposeMapping Canonical => _canonical ??= (ComposeMapping)CanonicalPass.Run(UniquePass.Run(Filled, Quiet), Quiet);

    /// <summary>Gets the document in the forms of the finished project, so that paths of that lead somewhere here.</summary>
    public ComposeMapping Long => _long ??= (ComposeMapping)ValuesPass.Run(Canonical, Quiet);

    /// <summary>Gets the context without its report: what is wrong was said when the document was loaded.</summary>
    public LoadContext Quiet => Context with { Report = new LoadReport(Context.Limits) };
}
