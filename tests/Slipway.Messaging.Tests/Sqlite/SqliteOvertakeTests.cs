using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteOvertakeTests() : OvertakeContract(new SqliteTestStore());
