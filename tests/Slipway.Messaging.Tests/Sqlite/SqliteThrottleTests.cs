using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteThrottleTests() : ThrottleContract(new SqliteTestStore());
