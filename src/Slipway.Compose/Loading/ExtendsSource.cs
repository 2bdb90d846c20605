namespace Slipway.Compose;

/// <summary>The services among which a base is looked up.</summary>
internal sealed record ExtendsSource(string File, ComposeMapping Services, MarkTree Marks, string Directory);
