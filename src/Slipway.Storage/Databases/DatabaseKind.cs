namespace Slipway.Storage.Databases;

/// <summary>The databases that state can be kept in.</summary>
public enum DatabaseKind
{
    /// <summary>One file, for one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, for several workers.</summary>
    Postgres,
}
