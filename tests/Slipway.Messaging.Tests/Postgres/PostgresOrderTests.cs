using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresOrderTests() : OrderContract(new PostgresTestStore());
