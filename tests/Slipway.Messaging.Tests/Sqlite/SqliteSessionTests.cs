using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteSessionTests() : SessionContract(new SqliteTestStore());
