using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteThrottleTests(SharedBroker shared) : ThrottleContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
