namespace Slipway.Messaging;

/// <summary>How a database takes many rows in one statement.</summary>
internal enum RowForm
{
    /// <summary>An array for each column.</summary>
    Arrays,

    /// <summary>One JSON array of rows, and what cannot be in JSON one after the other.</summary>
    Json,
}
