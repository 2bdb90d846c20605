using Microsoft.Extensions.DependencyInjection;

namespace Slipway.Messaging;

/// <summary>Declares the messages of an application. Every project adds its own.</summary>
public interface IMessagingBuilder
{
    /// <summary>Gets the services that are being built.</summary>
    IServiceCollection Services { get; }

    /// <summary>Declares an event that this application publishes or subscribes to.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="name">The name on the wire, where the type has no <see cref="EventAttribute"/> (a generic contract, say).</param>
    /// <param name="version">The version of the body, with <paramref name="name"/>.</param>
    /// <returns>The registration.</returns>
    IMessageRegistration<TEvent> Event<TEvent>(string? name = null, int version = 1)
        where TEvent : notnull;

    /// <summary>Declares a task that this application sends or does.</summary>
    /// <typeparam name="TWork">The task.</typeparam>
    /// <param name="name">The name on the wire, where the type has no <see cref="WorkAttribute"/>.</param>
    /// <param name="version">The version of the body, with <paramref name="name"/>.</param>
    /// <returns>The registration.</returns>
    IMessageRegistration<TWork> Work<TWork>(string? name = null, int version = 1)
        where TWork : notnull;
}
