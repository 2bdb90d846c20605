using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresParallelTests(SharedBroker shared) : ParallelContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
