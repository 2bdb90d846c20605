using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresThrottleTests() : ThrottleContract(new PostgresTestStore());
