using Slipway.Testing.Messaging;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed class SqliteDeliveryTests() : DeliveryContract(new SqliteTestStore());
