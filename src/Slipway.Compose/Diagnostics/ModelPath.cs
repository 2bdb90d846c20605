using System.Globalization;
using System.Text;

namespace Slipway.Compose;

/// <summary>Where a walk stands in the tree. Segments are pushed and popped, so that a path costs nothing until a finding needs its text.</summary>
internal sealed class ModelPath
{
    private readonly List<(string? Key, int Index)> _segments = new(16);

    public int Depth => _segments.Count;

    public void Push(string key) => _segments.Add((key, 0));

    public void Push(int index) => _segments.Add((null, index));

    public void Pop() => _segments.RemoveAt(_segments.Count - 1);

    public string Last => _segments.Count == 0 ? "" : _segments[^1].Key ?? "";

    public string Key(int depth) => _segments[depth].Key ?? "";

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, index) in _segments)
        {
            if (key is null)
            {
                text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else
            {
                if (text.Length > 0)
                {
                    text.Append('.');
                }

                text.Append(key);
            }
        }

        return text.ToString();
    }
}
