using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresLeaseTests(SharedBroker shared) : LeaseContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
