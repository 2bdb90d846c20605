using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteValidationTests() : ValidationContract(new SqliteTestStore());
