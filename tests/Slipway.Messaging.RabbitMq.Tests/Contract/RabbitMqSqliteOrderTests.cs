using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteOrderTests(SharedBroker shared) : OrderContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
