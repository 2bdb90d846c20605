using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteLongTaskTests() : LongTaskContract(new SqliteTestStore());
