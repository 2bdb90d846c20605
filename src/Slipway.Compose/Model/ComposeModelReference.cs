namespace Slipway.Compose;

/// <summary>A model that a service uses.</summary>
public sealed record ComposeModelReference
{
    /// <summary>Gets the variable that receives the endpoint.</summary>
    public string? EndpointVariable { get; init; }

    /// <summary>Gets the variable that receives the model's name.</summary>
    public string? ModelVariable { get; init; }
}
