using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresSupersedeTests() : SupersedeArrivalContract(new PostgresTestStore());
