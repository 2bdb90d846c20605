using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteRetryTests() : RetryContract(new SqliteTestStore());
