using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresRetryTests(SharedBroker shared) : RetryContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
