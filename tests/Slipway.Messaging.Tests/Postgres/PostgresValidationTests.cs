using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresValidationTests() : ValidationContract(new PostgresTestStore());
