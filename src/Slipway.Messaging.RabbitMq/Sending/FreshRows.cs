namespace Slipway.Messaging.RabbitMq;

/// <summary>
/// Hands what this process commits straight to its relay: such rows are written as already claimed by it, and are sent without another look at the
/// store. Only rows without a key, which have no place in any order; and none while others wait in the store, so that new ones never pass those by
/// for ever. Safe for concurrent use.
/// </summary>
internal sealed class FreshRows
{
    private const int MostWaiting = 10_000;
    private const long MostWaitingBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly List<long> _stranded = [];
    private RelayRun? _run;
    private RelayClaim? _claim;
    private bool _isBehind;
    private long _refused;

    /// <summary>Begins to hand rows to the run, once a look has found nothing left.</summary>
    public void Open(RelayRun run, RelayClaim claim)
    {
        lock (_lock)
        {
            _run = run;
            _claim = claim;
            _isBehind = true;
        }
    }

    /// <summary>Hands nothing more to the run.</summary>
    public void Close(RelayRun run)
    {
        lock (_lock)
        {
            if (_run == run)
            {
                _run = null;
            }
        }
    }

    /// <summary>Asks whether rows that are about to be written may be claimed at once. After a no, it is one until a look has found nothing left.</summary>
    /// <returns>The claim that they are to be written with; null for none.</returns>
    public RelayClaim? Ask(int rows, long bytes)
    {
        lock (_lock)
        {
            if (_run is not null && !_isBehind && _run.Waiting is var waiting && waiting.Rows + rows <= MostWaiting && waiting.Bytes + bytes <= MostWaitingBytes)
            {
                return _claim;
            }
            _isBehind = true;
            _refused++;
            return null;
        }
    }

    /// <summary>Hands over rows that were written with the claim, and are committed.</summary>
    public void Add(IReadOnlyList<OutboxRow> rows)
    {
        lock (_lock)
        {
            if (_run?.TryStart(rows) != true)
            {
                // The connection ended between the two.
                _stranded.AddRange(rows.Select(row => row.Seq));
            }
        }
    }

    /// <summary>Begins a look for rows in the store.</summary>
    /// <returns>What <see cref="CaughtUp"/> wants to know.</returns>
    public long BeginLook()
    {
        lock (_lock)
        {
            return _refused;
        }
    }

    /// <summary>Notes that the look has taken all there was.</summary>
    public void CaughtUp(long look)
    {
        lock (_lock)
        {
            _isBehind = _isBehind && look != _refused;
        }
    }

    /// <summary>Notes that a look had to leave what there is.</summary>
    public void FellBehind()
    {
        lock (_lock)
        {
            _isBehind = true;
        }
    }

    /// <summary>Takes the rows that are claimed and that nobody sends.</summary>
    public long[] TakeStranded()
    {
        lock (_lock)
        {
            long[] stranded = [.. _stranded];
            _stranded.Clear();
            return stranded;
        }
    }

    /// <summary>Gives back what could not be released.</summary>
    public void Strand(IEnumerable<long> seqs)
    {
        lock (_lock)
        {
            _stranded.AddRange(seqs);
        }
    }
}
