using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteErrorEventTests(SharedBroker shared) : ErrorEventContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
