namespace Slipway.Messaging;

/// <summary>Marks a record as a task: a job, in the imperative, that exactly one worker does.</summary>
/// <param name="name">The name on the wire, for example <c>cluster.deploy</c>. Never changes once released.</param>
/// <param name="version">The version of the body, from 1.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class WorkAttribute(string name, int version = 1) : Attribute
{
    /// <summary>Gets the name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the version of the body, from 1.</summary>
    public int Version { get; } = version;
}
