using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteOrderTests() : OrderContract(new SqliteTestStore());
