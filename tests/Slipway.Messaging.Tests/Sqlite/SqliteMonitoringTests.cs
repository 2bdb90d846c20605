using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteMonitoringTests() : MonitoringContract(new SqliteTestStore());
