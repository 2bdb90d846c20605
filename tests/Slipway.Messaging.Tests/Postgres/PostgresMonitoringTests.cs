using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresMonitoringTests() : MonitoringContract(new PostgresTestStore());
