namespace Slipway.Scenarios.Sharing;

[Collection(Lanes.Second)]
public sealed class PostgresTests(Installation installation) : FootingScenarios(installation, Footing.Postgres);
