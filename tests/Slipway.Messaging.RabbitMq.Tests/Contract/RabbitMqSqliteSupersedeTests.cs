using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteSupersedeTests(SharedBroker shared) : SupersedeArrivalContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
