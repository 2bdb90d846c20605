using System.Collections.Immutable;
using System.Globalization;
using Slipway.Compose;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Top-level volumes and the mounts of services.</summary>
internal sealed class VolumeConverter
{
    // Kinds of mounts of the local driver that show nothing of the host (mount(8)).
    private static readonly ImmutableHashSet<string> HarmlessTypes = ["tmpfs", "nfs", "nfs4", "cifs"];

    // With these the type counts for nothing: the kernel shows the device, a path of the host (mount(2)).
    private static readonly ImmutableHashSet<string> BindOptions = ["bind", "rbind", "remount"];

    private readonly ConversionContext _context;
    private readonly Dictionary<string, VolumeDefinition> _definitions = new(StringComparer.Ordinal);

    public VolumeConverter(ConversionContext context)
    {
        _context = context;
        foreach (var volume in context.Project.Volumes.Values)
        {
            EngineNames.Check(volume.Name, context, "volumes", volume.Key, "name");
            RefuseHostDevice(volume);
            _definitions.Add(volume.Key, new VolumeDefinition
            {
                Key = volume.Key,
                Name = volume.Name ?? volume.Key,
                External = volume.External,
                Driver = volume.Driver,
                DriverOptions = volume.DriverOpts.ToSorted(),
                Labels = volume.Labels.ToSorted(),
            });
        }
    }

    /// <summary>Gets the volumes: the declared ones, and those that stand for host directories which the repository does not have.</summary>
    public ImmutableArray<VolumeDefinition> Definitions => [.. _definitions.Values];

    public Mount? Convert(ComposeService service, int index)
    {
        var mount = service.Volumes[index];
        var target = mount.Target ?? string.Empty;
        switch (mount.Type)
        {
            case "volume" when string.IsNullOrEmpty(mount.Source):
                return new AnonymousVolumeMount(target, mount.ReadOnly, mount.Volume?.Labels.ToSortedOrNull(), mount.Volume is { NoCopy: true } ? true : null);
            case "volume":
                return new VolumeMount(target, mount.ReadOnly, mount.Source!, mount.Volume?.NoCopy ?? false, mount.Volume?.Subpath);
            case "tmpfs":
                return new TmpfsMount(target, mount.ReadOnly, mount.Tmpfs?.SizeBytes ?? 0, (int)(mount.Tmpfs?.Mode ?? 0));
            case "bind":
                return ConvertBind(service, mount, index);
            case "image":
                return new ImageMount(target, mount.Source ?? string.Empty, mount.ImageSubpath);
            default:
                _context.Report.Refuse(
                    Codes.Unsupported, $"mounts of type {mount.Type} are not known to Docker Engine on Linux outside of a Swarm; use volume, bind, tmpfs or image",
                    "services", service.Name, "volumes", index.ToString(CultureInfo.InvariantCulture), "type");
                return null;
        }
    }

    /// <summary>The services whose mounts a service has as well, as <c>NAME</c> or <c>NAME:ro</c>.</summary>
    public static ImmutableArray<string> ConvertVolumesFrom(ComposeService service, ConversionContext context)
    {
        for (var i = 0; i < service.VolumesFrom.Count; i++)
        {
            if (service.VolumesFrom[i].StartsWith("container:", StringComparison.Ordinal))
            {
                context.Report.Refuse(
                    Codes.HostPath, "mounts of a container outside of the environment are refused; use an external volume",
                    "services", service.Name, "volumes_from", i.ToString(CultureInfo.InvariantCulture));
            }
        }

        return [.. service.VolumesFrom.Where(v => !v.StartsWith("container:", StringComparison.Ordinal))];
    }

    private Mount? ConvertBind(ComposeService service, ComposeMount mount, int index)
    {
        ReadOnlySpan<string> place = ["services", service.Name, "volumes", index.ToString(CultureInfo.InvariantCulture)];
        var target = mount.Target ?? string.Empty;
        var source = mount.Source ?? string.Empty;
        var options = OptionsOf(mount.Bind);
        if (_context.Root.Inside(source) is not { } path)
        {
            return ConvertHostPath(source, target, mount, options, place);
        }

        try
        {
            if (_context.Tree.Find(path) is { } entry)
            {
                // The path as it is written: at another commit links may lead elsewhere.
                return new RepositoryMount(target, mount.ReadOnly, path, entry.Id, options);
            }
        }
        catch (SourceException error)
        {
            _context.Report.Refuse(Codes.OutsideRepository, error.Message, place);
            return null;
        }

        return StandIn(path, target, mount, place);
    }

    private HostMount? ConvertHostPath(string source, string target, ComposeMount mount, string? options, ReadOnlySpan<string> place)
    {
        if (_context.Trust.HostPaths)
        {
            return new HostMount(target, mount.ReadOnly, source, mount.Bind?.CreateHostPath ?? true, options);
        }

        if (source.EndsWith("docker.sock", StringComparison.Ordinal))
        {
            _context.Report.Refuse(
                Codes.EngineSocket, "the engine's socket is refused: whoever has it has the host (server setting Slipway:Trust:HostPaths)", place);
        }
        else
        {
            _context.Report.Refuse(
                Codes.HostPath, $"{source} lies outside of the repository; use a path inside it or a named volume (server setting Slipway:Trust:HostPaths)", place);
        }

        return null;
    }

    /// <summary>A directory that Compose would create beside the file: a volume of the environment, which lasts and which nobody else has.</summary>
    private VolumeMount? StandIn(string path, string target, ComposeMount mount, ReadOnlySpan<string> place)
    {
        if (mount.Bind is { CreateHostPath: false })
        {
            _context.Report.Refuse(Codes.NotInRepository, $"the repository has no {path} at this commit; add it, or use a named volume", place);
            return null;
        }

        var key = "dir_" + path.Replace('/', '_');
        _definitions.TryAdd(key, new VolumeDefinition { Key = key, Name = $"{_context.Project.Name}_{key}" });
        _context.Report.Warn(
            Codes.Changed, $"the repository has no {path} at this commit; a volume of the environment ({_context.Project.Name}_{key}) takes its place", place);
        return new VolumeMount(target, mount.ReadOnly, key);
    }

    private void RefuseHostDevice(ComposeVolume volume)
    {
        var device = volume.DriverOpts.GetValueOrDefault("device");
        var type = volume.DriverOpts.GetValueOrDefault("type") ?? string.Empty;
        var options = (volume.DriverOpts.GetValueOrDefault("o") ?? string.Empty).Split(',', StringSplitOptions.TrimEntries);
        var isHarmless = HarmlessTypes.Contains(type) && !options.Any(BindOptions.Contains);
        if (volume.Driver is null or "local" && !string.IsNullOrEmpty(device) && !isHarmless && !_context.Trust.HostPaths)
        {
            _context.Report.Refuse(
                Codes.HostPath, $"{device} is a path of the host; leave driver_opts out (server setting Slipway:Trust:HostPaths)", "volumes", volume.Key, "driver_opts", "device");
        }
    }

    private static string? OptionsOf(ComposeBindOptions? bind)
    {
        string?[] options = [bind?.Propagation, bind?.SeLinux, bind?.Recursive is { } recursive and not "enabled" ? "recursive=" + recursive : null];
        var text = string.Join(',', options.Where(o => !string.IsNullOrEmpty(o)));
        return text.Length == 0 ? null : text;
    }
}
