using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresLongTaskTests(SharedBroker shared) : LongTaskContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker));
