using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresParallelTests() : ParallelContract(new PostgresTestStore());
