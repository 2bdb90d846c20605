using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresRetryTests() : RetryContract(new PostgresTestStore());
