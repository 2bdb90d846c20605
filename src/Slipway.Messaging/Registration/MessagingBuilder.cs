using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Messaging;

internal sealed class MessagingBuilder(string application, IServiceCollection services) : IMessagingBuilder
{
    private readonly Dictionary<Type, MessageDescriptor> _descriptors = [];

    public string Application { get; } = application;

    public IServiceCollection Services { get; } = services;

    public IMessageRegistration<TEvent> Event<TEvent>(string? name = null, int version = 1)
        where TEvent : notnull
    {
        var attribute = typeof(TEvent).GetCustomAttribute<EventAttribute>();
        return Register<TEvent>(MessageKind.Event, name ?? attribute?.Name, name is null ? attribute?.Version ?? version : version);
    }

    public IMessageRegistration<TWork> Work<TWork>(string? name = null, int version = 1)
        where TWork : notnull
    {
        var attribute = typeof(TWork).GetCustomAttribute<WorkAttribute>();
        return Register<TWork>(MessageKind.Work, name ?? attribute?.Name, name is null ? attribute?.Version ?? version : version);
    }

    public MessageCatalog BuildCatalog() => new(Application, _descriptors.Values);

    private MessageRegistration<TMessage> Register<TMessage>(MessageKind kind, string? name, int version)
        where TMessage : notnull
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            var attribute = kind == MessageKind.Event ? "Event" : "Work";
            throw new InvalidOperationException($"{typeof(TMessage)} has no name on the wire: give it [{attribute}(\"name\")], or a name where it is declared.");
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (!_descriptors.TryGetValue(typeof(TMessage), out var descriptor))
        {
            descriptor = new MessageDescriptor(typeof(TMessage), kind, name, version);
            ThrowIfTaken(descriptor);
            _descriptors.Add(typeof(TMessage), descriptor);
        }
        else if ((descriptor.Kind, descriptor.Name, descriptor.Version) != (kind, name, version))
        {
            throw new InvalidOperationException(
                $"{typeof(TMessage)} is already declared as '{descriptor.Name}' v{descriptor.Version} and cannot be '{name}' v{version} as well.");
        }
        return new MessageRegistration<TMessage>(descriptor, Services);
    }

    private void ThrowIfTaken(MessageDescriptor added)
    {
        foreach (var existing in _descriptors.Values.Where(d => d.Name == added.Name))
        {
            if (existing.Version == added.Version || existing.Kind != added.Kind)
            {
                throw new InvalidOperationException(
                    $"'{added.Name}' is declared twice: {existing.Kind} v{existing.Version} by {existing.Type}, {added.Kind} v{added.Version} by {added.Type}.");
            }
        }
    }
}
