using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresAdministrationTests() : AdministrationContract(new PostgresTestStore());
