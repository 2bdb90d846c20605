using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqSqliteOvertakeTests(SharedBroker shared) : OvertakeContract(new RabbitMqTestStore(new SqliteTestStore(), shared.Broker));
