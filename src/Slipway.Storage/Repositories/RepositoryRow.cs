using Slipway.Imports.Repositories;

namespace Slipway.Storage.Repositories;

/// <summary>A row of <c>repository</c>.</summary>
internal sealed class RepositoryRow
{
    public required string Id { get; init; }

    public required string Address { get; init; }

    public string? GitHubName { get; set; }

    public required ConnectedRepository Document { get; set; }

    /// <summary>Gets or sets the concurrency token.</summary>
    public int Version { get; set; }

    public static RepositoryRow Of(ConnectedRepository repository) => new()
    {
        Id = repository.Id,
        Address = repository.Address,
        GitHubName = repository.GitHubName,
        Document = repository,
    };

    public void Take(ConnectedRepository repository)
    {
        GitHubName = repository.GitHubName;
        Document = repository;
        Version++;
    }
}
