using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresSupersedeTests(SharedBroker shared) : SupersedeArrivalContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
