using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteValidationTests(SharedBroker shared) : ValidationContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
