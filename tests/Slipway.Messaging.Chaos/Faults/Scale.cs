namespace Slipway.Messaging.Chaos;

/// <summary>How much of a fault.</summary>
internal enum Scale
{
    /// <summary>Seconds: for every run of the tests.</summary>
    Short,

    /// <summary>As the acceptance list has it.</summary>
    Full,
}
