using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteLeaseTests() : LeaseContract(new SqliteTestStore());
