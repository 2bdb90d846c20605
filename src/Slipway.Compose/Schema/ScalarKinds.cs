namespace Slipway.Compose;

/// <summary>The kinds of single values that an attribute accepts.</summary>
[Flags]
internal enum ScalarKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    Text = 16,
    Number = Integer | Fraction,
}
