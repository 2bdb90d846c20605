using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Slipway.Compose.Fuzz;

/// <summary>
/// The edges that instrumented code went along: a byte for each, counted up by the code itself. An input is interesting when it goes along an edge
/// that none did before, or along a known one much more often.
/// </summary>
internal sealed unsafe class Coverage : IDisposable
{
    private const int Size = 64 * 1024;
    private readonly byte* _map = (byte*)NativeMemory.AllocZeroed(Size);
    private readonly byte[] _seen = new byte[Size];

    public Coverage() => Trace.SharedMem = _map;

    /// <summary>Gets how many edges were gone along.</summary>
    public int Edges { get; private set; }

    /// <summary>Forgets the last input.</summary>
    public void Clear()
    {
        new Span<byte>(_map, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Takes in what the last input did.</summary>
    /// <returns>How much of that was new.</returns>
    public int Merge()
    {
        var news = 0;
        var words = new ReadOnlySpan<ulong>(_map, Size / sizeof(ulong));
        for (var w = 0; w < words.Length; w++)
        {
            if (words[w] == 0)
            {
                continue;
            }

            for (var i = w * sizeof(ulong); i < (w + 1) * sizeof(ulong); i++)
            {
                if (_map[i] == 0)
                {
                    continue;
                }

                // Counts in steps of powers of two: 1, 2, 3-4, 5-8 and so on.
                var bucket = (byte)(1 << BitOperations.Log2(_map[i]));
                if ((_seen[i] & bucket) == 0)
                {
                    Edges += _seen[i] == 0 ? 1 : 0;
                    _seen[i] |= bucket;
                    news++;
                }
            }
        }

        return news;
    }

    public void Dispose()
    {
        Trace.SharedMem = null;
        NativeMemory.Free(_map);
    }
}
