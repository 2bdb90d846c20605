namespace Slipway.Compose;

/// <summary>What a scalar is.</summary>
public enum ScalarKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number; its text is decimal.</summary>
    Whole,

    /// <summary>A number with fraction or exponent.</summary>
    Fraction,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A date, with or without a time.</summary>
    Timestamp,
}
