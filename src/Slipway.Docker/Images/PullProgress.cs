using System.Globalization;
using Docker.DotNet.Models;

namespace Slipway.Docker.Images;

/// <summary>Sums up what the engine says about single layers into one short line.</summary>
internal sealed class PullProgress(Action<string> report) : IProgress<JSONMessage>
{
    private readonly Dictionary<string, (long Current, long Total, bool Done)> _layers = new(StringComparer.Ordinal);
    private string _last = string.Empty;

    /// <summary>Gets why the pull failed, or null.</summary>
    public string? Error { get; private set; }

    public void Report(JSONMessage value)
    {
        if (value.Error is { } error)
        {
            Error = error.Message ?? "unknown reason";
            return;
        }

        if (value.ID is { } layer && value.Status is { } status && Update(layer, status, value.Progress))
        {
            var line = Describe();
            if (line != _last)
            {
                _last = line;
                report(line);
            }
        }
    }

    private bool Update(string layer, string status, JSONProgress? progress)
    {
        _layers.TryGetValue(layer, out var known);
        switch (status)
        {
            case "Pulling fs layer" or "Waiting":
                _layers[layer] = known;
                return true;
            case "Downloading" or "Extracting":
                // Only the download has the size that is fetched; extracting counts the same bytes again.
                _layers[layer] = status == "Downloading" ? (progress?.Current ?? 0, progress?.Total ?? known.Total, false) : known with { Current = known.Total };
                return true;
            case "Download complete" or "Verifying Checksum":
                _layers[layer] = known with { Current = known.Total };
                return true;
            case "Pull complete" or "Already exists":
                _layers[layer] = (known.Total, known.Total, true);
                return true;
            default:
                return false;
        }
    }

    private string Describe()
    {
        var total = _layers.Values.Sum(layer => layer.Total);
        var current = _layers.Values.Sum(layer => layer.Current);
        var done = _layers.Values.Count(layer => layer.Done);
        var share = total == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {current * 100 / total} %");
        return string.Create(CultureInfo.InvariantCulture, $"pulling {done}/{_layers.Count} layers{share}");
    }
}
