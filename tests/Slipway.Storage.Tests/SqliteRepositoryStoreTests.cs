namespace Slipway.Storage.Tests;

/// <summary>Connected repositories on SQLite.</summary>
public sealed class SqliteRepositoryStoreTests() : RepositoryStoreContract(() => Database.CreateAsync());
