namespace Slipway.Compose.Fuzz;

/// <summary>A file with variables, as the project's own, as that of a service in both formats, and as labels.</summary>
internal sealed class EnvFile : IFuzzTarget
{
    private static readonly byte[] Compose = """
        services:
          web:
            image: nginx
            hostname: ${A}-${HOST:-x}
            label_file: .env
            env_file:
              - .env
              - path: .env
                format: raw
        """u8.ToArray();

    public string Name => "env";

    public void Run(byte[] input) => Loads.Load(new FuzzFiles { ["compose.yaml"] = Compose, [".env"] = input });
}
