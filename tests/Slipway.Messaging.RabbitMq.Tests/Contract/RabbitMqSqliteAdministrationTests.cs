using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteAdministrationTests(SharedBroker shared) : AdministrationContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
