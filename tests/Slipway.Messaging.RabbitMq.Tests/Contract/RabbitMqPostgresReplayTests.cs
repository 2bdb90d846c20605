using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresReplayTests(SharedBroker shared) : ReplayContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
