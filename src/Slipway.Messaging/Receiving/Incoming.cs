namespace Slipway.Messaging;

/// <summary>A message as its handler gets it.</summary>
internal sealed record Incoming(MessageDescriptor Descriptor, object Message);
