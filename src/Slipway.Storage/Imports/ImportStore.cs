using Microsoft.EntityFrameworkCore;
using Slipway.Imports.Requests;

namespace Slipway.Storage.Imports;

internal sealed class ImportStore(SlipwayDbContext database) : IImportStore
{
    public async Task<Import?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await database.Imports.SingleOrDefaultAsync(i => i.Id == id, cancellationToken).ConfigureAwait(false))?.Document;

    public void Add(Import import) => database.Imports.Add(new ImportRow { Id = import.Id, Document = import });

    public void Update(Import import)
    {
        var row = database.Imports.Local.FindEntry(import.Id)?.Entity
            ?? throw new InvalidOperationException($"Import {import.Id} was not read in this scope.");
        row.Document = import;
        row.Version++;
    }
}
