using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteReplayTests() : ReplayContract(new SqliteTestStore());
