using System.Text;

namespace Slipway.Compose.Fuzz;

/// <summary>What fuzzing begins with: the files under <c>Seeds/TARGET</c>, and for Compose files the example of each diagnostic.</summary>
internal static class Seeds
{
    public static IEnumerable<byte[]> For(IFuzzTarget target)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Seeds");
        var shared = target.TakesFiles || target.Name == "file" ? Directory.GetFiles(Path.Combine(folder, "compose")) : [];
        var own = Path.Combine(folder, target.Name);
        var files = shared.Concat(Directory.Exists(own) ? Directory.GetFiles(own) : []).Order(StringComparer.Ordinal);
        var examples = target.TakesFiles || target.Name == "file"
            ? DiagnosticCatalogue.All.Where(r => r.Example.Length > 0).Select(r => Encoding.UTF8.GetBytes(r.Example))
            : [];
        return [.. files.Select(File.ReadAllBytes), .. examples];
    }
}
