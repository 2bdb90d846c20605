using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresThrottleTests(SharedBroker shared) : ThrottleContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
