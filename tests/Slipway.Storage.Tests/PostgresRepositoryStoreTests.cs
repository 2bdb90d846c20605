namespace Slipway.Storage.Tests;

/// <summary>Connected repositories on PostgreSQL.</summary>
public sealed class PostgresRepositoryStoreTests() : RepositoryStoreContract(Database.CreatePostgresAsync);
