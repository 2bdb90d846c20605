using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Slipway.Messaging;

/// <summary>The messages that this application declared: from type to wire name, and back.</summary>
internal sealed class MessageCatalog
{
    private readonly FrozenDictionary<Type, MessageDescriptor> _byType;
    private readonly FrozenDictionary<(string Name, int Version), MessageDescriptor> _byWireName;

    public MessageCatalog(string application, IEnumerable<MessageDescriptor> descriptors)
    {
        var all = descriptors.ToImmutableArray();
        Application = application;
        _byType = all.ToFrozenDictionary(d => d.Type);
        _byWireName = all.ToFrozenDictionary(d => (d.Name, d.Version));
        Handled = [.. all.Where(d => d.Run is not null)];
        foreach (var versions in all.GroupBy(d => d.Name))
        {
            // They share the limits, as they share the line in which they wait.
            var throttle = versions.Select(d => d.Throttle).FirstOrDefault(t => t is not null);
            var parallel = versions.Min(d => d.Parallel);
            foreach (var descriptor in versions)
            {
                descriptor.Throttle = throttle;
                descriptor.Parallel = parallel;
            }
        }
    }

    public string Application { get; }

    public ImmutableArray<MessageDescriptor> Handled { get; }

    public MessageDescriptor GetForSendOrThrow(Type type, MessageKind kind)
    {
        var descriptor = GetOrThrow(type);
        if (descriptor.Kind != kind)
        {
            throw new InvalidOperationException(kind == MessageKind.Event
                ? $"'{descriptor.Name}' is a task: use Send instead of Publish."
                : $"'{descriptor.Name}' is an event: use Publish instead of Send.");
        }
        return descriptor;
    }

    public MessageDescriptor GetOrThrow(Type type) =>
        _byType.TryGetValue(type, out var descriptor) ? descriptor : throw new InvalidOperationException(
            $"{type} is not a declared message of application '{Application}'. Declare it with Event<…>() or Work<…>() where messaging "
            + $"is set up. Declared: {Join(_byType.Values.Select(d => $"{d.Name} ({d.Type.Name})"))}.");

    public MessageDescriptor? FindByWireName(string name, int version) => _byWireName.GetValueOrDefault((name, version));

    public string HandledNames() => Join(Handled.Select(d => $"{d.Name} v{d.Version}"));

    private static string Join(IEnumerable<string> names)
    {
        var text = string.Join(", ", names.Order(StringComparer.Ordinal));
        return text.Length == 0 ? "none" : text;
    }
}
