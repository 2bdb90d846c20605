using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteLeaseTests(SharedBroker shared) : LeaseContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
