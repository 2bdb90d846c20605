using Slipway.Testing.Messaging;

namespace Slipway.Messaging.RabbitMq.Tests.Contract;

public sealed class RabbitMqPostgresDeliveryTests(SharedBroker shared) : DeliveryContract(new RabbitMqTestStore(new PostgresTestStore(), shared.Broker))
{
    /// <summary>Over a wire nobody knows who does a task; it waits for its application with its sender, instead of dying there.</summary>
    public override Task Receive_NameThatNobodyHandles_IsADeadLetterWithTheKnownNames() => UnknownNames.WaitThenDieAsync(Build, Everything, Store);
}
