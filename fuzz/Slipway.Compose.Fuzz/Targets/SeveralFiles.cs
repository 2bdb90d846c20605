namespace Slipway.Compose.Fuzz;

/// <summary>A project of several files: overrides, includes, extended files, env files.</summary>
internal sealed class SeveralFiles : IFuzzTarget
{
    public string Name => "files";

    public bool TakesFiles => true;

    public void Run(byte[] input) => Loads.Load(FuzzFiles.Split(input));
}
