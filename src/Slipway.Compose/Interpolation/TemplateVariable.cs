namespace Slipway.Compose;

/// <summary>A variable as it stands in a template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation"><c>:-</c> and its relatives; empty where the name stands alone.</param>
/// <param name="Argument">The text behind the operation, itself a template.</param>
internal readonly record struct TemplateVariable(string Name, string Operation, string Argument);
