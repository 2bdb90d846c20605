namespace Slipway.Compose;

/// <summary>The parts of a load that a caller may leave out. What is not named here always happens.</summary>
[Flags]
public enum ComposeStages
{
    /// <summary>Only what always happens.</summary>
    None = 0,

    /// <summary>Variables are filled in. Without it the result has a tree only, as it is before profiles and types.</summary>
    Interpolation = 1,

    /// <summary>Relative paths become absolute.</summary>
    Paths = 2,

    /// <summary>Names, the default network and implied dependencies are added.</summary>
    Normalisation = 4,

    /// <summary>References between the parts of the project are checked.</summary>
    Consistency = 8,

    /// <summary>Env files are read into the environment of services.</summary>
    EnvFiles = 16,

    /// <summary>Networks, volumes, secrets and configs that no active service uses are dropped.</summary>
    Pruning = 32,

    /// <summary>Everything.</summary>
    All = Interpolation | Paths | Normalisation | Consistency | EnvFiles | Pruning,
}
