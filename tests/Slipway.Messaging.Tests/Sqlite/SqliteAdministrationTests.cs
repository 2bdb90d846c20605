using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteAdministrationTests() : AdministrationContract(new SqliteTestStore());
