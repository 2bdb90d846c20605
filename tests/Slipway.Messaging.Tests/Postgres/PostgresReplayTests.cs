using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresReplayTests() : ReplayContract(new PostgresTestStore());
