using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresErrorEventTests() : ErrorEventContract(new PostgresTestStore());
