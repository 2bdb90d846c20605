using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresMonitoringTests(SharedBroker shared) : MonitoringContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
