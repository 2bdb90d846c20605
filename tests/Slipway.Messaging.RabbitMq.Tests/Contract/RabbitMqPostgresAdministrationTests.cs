using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresAdministrationTests(SharedBroker shared) : AdministrationContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
