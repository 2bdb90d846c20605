using System.Collections.Immutable;

namespace Slipway.Cli.Terminals;

/// <summary>Aligned columns. The last column takes what is left of the width and is cut there.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    /// <summary>Lays out rows of plain text.</summary>
    /// <param name="headings">One per column; a heading that begins with <c>&gt;</c> aligns its column right.</param>
    /// <param name="rows">The cells, without escape sequences.</param>
    /// <param name="width">The width of the screen.</param>
    /// <param name="paint">Colours a finished cell: row (-1 is the heading), column, padded text.</param>
    public static ImmutableArray<string> Lay(
        IReadOnlyList<string> headings,
        IReadOnlyList<IReadOnlyList<string>> rows,
        int width,
        Func<int, int, string, string>? paint = null)
    {
        var right = headings.Select(heading => heading.StartsWith('>')).ToArray();
        var titles = headings.Select(heading => heading.TrimStart('>')).ToArray();
        var widths = titles
            .Select((title, column) => Math.Max(Columns.Width(title), rows.Count == 0 ? 0 : rows.Max(row => Columns.Width(row[column]))))
            .ToArray();

        return [Line(-1, titles), .. rows.Select((row, index) => Line(index, row))];

        string Line(int index, IReadOnlyList<string> cells)
        {
            var parts = new List<string>(cells.Count);
            var left = width;
            for (var column = 0; column < cells.Count && left > 0; column++)
            {
                var last = column == cells.Count - 1;
                var text = Columns.Cut(Columns.Clean(cells[column]), Math.Min(left, last ? left : widths[column]));
                text = right[column] ? Columns.PadLeft(text, Math.Min(left, widths[column])) : last ? text : Columns.Pad(text, Math.Min(left, widths[column]));
                parts.Add(paint is null ? text : paint(index, column, text));
                left -= widths[column] + Gap;
            }

            return string.Join(new string(' ', Gap), parts).TrimEnd();
        }
    }
}
