using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresLongTaskTests() : LongTaskContract(new PostgresTestStore());
