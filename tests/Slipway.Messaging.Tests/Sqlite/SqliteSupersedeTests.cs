using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteSupersedeTests() : SupersedeArrivalContract(new SqliteTestStore());
