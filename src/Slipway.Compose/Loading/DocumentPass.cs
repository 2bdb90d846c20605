namespace Slipway.Compose;

/// <summary>A pass over one document.</summary>
internal sealed record DocumentPass(string Name, Func<DocumentState, LoadContext, DocumentState> Run);
