namespace Slipway.Imports.Requests;

/// <summary>Imports. Scoped: changes are pending until the message session or handler commits.</summary>
public interface IImportStore
{
    Task<Import?> FindAsync(string id, CancellationToken cancellationToken);

    void Add(Import import);

    /// <summary>Replaces an import that was read in this scope.</summary>
    void Update(Import import);
}
