namespace Slipway.Messaging;

/// <summary>Marks a record as an event: a fact, in the past tense, that every subscribed application gets once.</summary>
/// <param name="name">The name on the wire, for example <c>cluster.created</c>. Never changes once released.</param>
/// <param name="version">The version of the body, from 1.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class EventAttribute(string name, int version = 1) : Attribute
{
    /// <summary>Gets the name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the version of the body, from 1.</summary>
    public int Version { get; } = version;
}
