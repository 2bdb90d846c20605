namespace Slipway.Scenarios.Sharing;

[Collection(Lanes.Second)]
public sealed class RabbitMqTests(Installation installation) : FootingScenarios(installation, Footing.RabbitMq);
