using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresSessionTests() : SessionContract(new PostgresTestStore());
