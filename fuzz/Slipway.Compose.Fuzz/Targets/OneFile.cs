namespace Slipway.Compose.Fuzz;

/// <summary>One Compose file.</summary>
internal sealed class OneFile : IFuzzTarget
{
    public string Name => "file";

    public void Run(byte[] input) => Loads.Load(new FuzzFiles { ["compose.yaml"] = input });
}
