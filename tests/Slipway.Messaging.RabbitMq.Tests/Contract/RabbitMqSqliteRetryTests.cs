using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteRetryTests(SharedBroker shared) : RetryContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
