using Slipway.Imports.Requests;

namespace Slipway.Imports.Tests.Flow;

/// <summary>Imports in memory; changes count at once.</summary>
internal sealed class MemoryImportStore : IImportStore
{
    private readonly Dictionary<string, Import> _imports = new(StringComparer.Ordinal);

    public Import this[string id] => _imports[id];

    public Task<Import?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_imports.GetValueOrDefault(id));

    public void Add(Import import) => _imports.Add(import.Id, import);

    public void Update(Import import) => _imports[import.Id] = import;
}
