using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresLeaseTests() : LeaseContract(new PostgresTestStore());
