using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteParallelTests() : ParallelContract(new SqliteTestStore());
