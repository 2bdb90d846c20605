using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteLongTaskTests(SharedBroker shared) : LongTaskContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
