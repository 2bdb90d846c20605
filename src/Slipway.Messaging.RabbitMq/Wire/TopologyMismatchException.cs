namespace Slipway.Messaging.RabbitMq;

/// <summary>The broker has queues or exchanges of these names that are not what this application needs, or may not make what is missing.</summary>
/// <param name="message">Each difference, for people.</param>
internal sealed class TopologyMismatchException(string message) : Exception(message);
