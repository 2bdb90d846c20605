using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteSessionTests(SharedBroker shared) : SessionContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
