using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresValidationTests(SharedBroker shared) : ValidationContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
