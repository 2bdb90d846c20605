using System.Text;

namespace Slipway.Compose.Fuzz;

/// <summary>What is loaded and printed loads to the same project.</summary>
internal sealed class RoundTrip : IFuzzTarget
{
    public string Name => "roundtrip";

    public bool TakesFiles => true;

    public void Run(byte[] input)
    {
        // What the reference prints, and so we, cannot be loaded again where a key is empty (a list item "=x") or has a dollar sign (doubled, although
        // keys are no templates).
        if (Loads.Load(FuzzFiles.Split(input)).Project is not { } project || HasOddKey(project.Tree))
        {
            return;
        }

        _ = ComposeRenderer.ToJson(project);
        var yaml = ComposeRenderer.ToYaml(project);
        var again = Loads.Load(new FuzzFiles { ["compose.yaml"] = Encoding.UTF8.GetBytes(yaml) });
        if (again.Project is null)
        {
            throw new FuzzException($"What was printed does not load: {again.Diagnostics.First(d => d.Severity == Severity.Error)}");
        }

        var printed = ComposeRenderer.ToYaml(again.Project);
        if (printed != yaml)
        {
            throw new FuzzException("What was printed loads to something else:\n" + FirstDifference(yaml, printed));
        }
    }

    private static bool HasOddKey(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping.Entries.Any(e => e.Key.Length == 0 || e.Key.Contains('$', StringComparison.Ordinal) || HasOddKey(e.Value)),
        ComposeSequence sequence => sequence.Items.Any(HasOddKey),
        _ => false,
    };

    private static string FirstDifference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        var i = Enumerable.Range(0, Math.Min(a.Length, b.Length)).TakeWhile(n => a[n] == b[n]).Count();
        return $"line {i + 1}\n- {a.ElementAtOrDefault(i)}\n+ {b.ElementAtOrDefault(i)}";
    }
}
