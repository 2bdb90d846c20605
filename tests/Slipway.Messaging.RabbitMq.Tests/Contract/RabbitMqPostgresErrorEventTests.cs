using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresErrorEventTests(SharedBroker shared) : ErrorEventContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
