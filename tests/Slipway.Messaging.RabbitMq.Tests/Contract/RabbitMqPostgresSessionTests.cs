using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresSessionTests(SharedBroker shared) : SessionContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
