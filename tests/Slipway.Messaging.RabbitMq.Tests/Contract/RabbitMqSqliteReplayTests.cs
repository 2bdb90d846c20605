using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteReplayTests(SharedBroker shared) : ReplayContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
