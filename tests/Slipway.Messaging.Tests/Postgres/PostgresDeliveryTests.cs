using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Postgres;

public sealed class PostgresDeliveryTests() : DeliveryContract(new PostgresTestStore());
