using Slipway.Storage.Databases;

namespace Slipway.Storage.Tests;

public sealed class DatabaseAddressTests
{
    [Theory]
    [InlineData("postgresql://ann@db.example/slipway", "Host=db.example;Port=5432;Database=slipway;Username=ann")]
    [InlineData("postgres://ann:p%40ss%3Bw@10.0.0.7:6000/slipway", "Host=10.0.0.7;Port=6000;Database=slipway;Username=ann;Password=\"p@ss;w\"")]
    [InlineData("postgresql:///slipway", "Host=localhost;Port=5432;Database=slipway")]
    [InlineData("postgresql://db/slipway?sslmode=require&application_name=x", "Host=db;Port=5432;Database=slipway;SSL Mode=Require;Application Name=x")]
    [InlineData("Server=db;User Id=ann;Database=slipway", "Host=db;Username=ann;Database=slipway")]
    public void Parse_PostgresUriOrKeywords_GivesTheConnectionString(string text, string expected) =>
        Assert.Equal(new DatabaseAddress(DatabaseKind.Postgres, expected), DatabaseAddress.Parse(text));

    [Fact]
    public void Parse_DataSource_IsASqliteFile() => Assert.Equal(DatabaseKind.Sqlite, DatabaseAddress.Parse("Data Source=/var/lib/slipway.db").Kind);

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("Host=db;Colour=secret")]
    [InlineData("Database=secret")]
    [InlineData("postgresql://ann:secret@[db/slipway")]
    [InlineData("postgresql://db/slipway?secret")]
    [InlineData("postgresql://db:5432/slipway?sslmode=secret")]
    public void Parse_AnythingElse_SaysWhatToWriteAndNotWhatWasWritten(string text)
    {
        var error = Assert.Throws<FormatException>(() => DatabaseAddress.Parse(text));

        Assert.Contains("postgresql://USER:PASSWORD@HOST:PORT/DATABASE", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
