namespace Slipway.Compose;

/// <summary>The project on its way to types: the tree with the active services, and the disabled ones beside it.</summary>
internal sealed record ProjectState(ComposeMapping Tree, ComposeMapping Disabled);
