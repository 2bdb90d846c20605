using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresOrderTests(SharedBroker shared) : OrderContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
