using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresOvertakeTests() : OvertakeContract(new PostgresTestStore());
