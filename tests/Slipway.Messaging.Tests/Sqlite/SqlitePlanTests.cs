using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Slipway.Messaging.Tests.Sqlite;

public sealed partial class SqlitePlanTests
{
    private const string FewRows = """
        with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 20)
        insert into message (id, kind, name, version, correlation_id, trace_parent, body, sent_at)
        select 'm' || n, 'work', 'test.work', 1, 'c' || n, '', zeroblob(10), 1 from numbers;
        insert into delivery (message_id, application, name, state, due_at) select id, 'test', name, 'ready', 1 from message;
        analyze;
        """;

    [Theory, InlineData("claim"), InlineData("mark"), InlineData("finish"), InlineData("finish many"), InlineData("renew"), InlineData("next")]
    public async Task Statement_StatisticsOfWhenTheTablesWereSmall_PassesThroughNoTable(string statement)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(stop);
        foreach (var sql in (string[])[.. MessageSchema.SqliteStatements, FewRows])
        {
            await using var create = Command(connection, sql);
            await create.ExecuteNonQueryAsync(stop);
        }

        await using var explain = Command(connection, "explain query plan " + Sql(statement));
        foreach (var name in Parameter().Matches(explain.CommandText).Select(m => m.Value).Distinct())
        {
            explain.Parameters.AddWithValue(name, 1);
        }
        var plan = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            plan.Add(reader.GetString(3));
        }

        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.StartsWith("SCAN json_each", StringComparison.Ordinal));
    }

    private static string Sql(string statement)
    {
        var sqlite = new SqliteMessageSql();
        return statement switch
        {
            "claim" => sqlite.Claim,
            "mark" => sqlite.MarkClaimed!,
            "finish" => MessageSql.Finish,
            "finish many" => sqlite.FinishMany,
            "renew" => sqlite.Renew,
            "next" => MessageSql.NextDue,
            _ => throw new ArgumentOutOfRangeException(nameof(statement), statement, null),
        };
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class, of the schema and of the store.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    [GeneratedRegex("@[a-z_]+")]
    private static partial Regex Parameter();
}
