using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresOvertakeTests(SharedBroker shared) : OvertakeContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
