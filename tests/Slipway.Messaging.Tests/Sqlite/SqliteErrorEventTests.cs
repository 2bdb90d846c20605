using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteErrorEventTests() : ErrorEventContract(new SqliteTestStore());
