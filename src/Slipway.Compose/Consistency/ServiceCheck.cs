namespace Slipway.Compose;

/// <summary>One service under check, with what it may refer to.</summary>
internal sealed record ServiceCheck(ComposeEntry Entry, ComposeMapping Service, ComposeMapping Project, ComposeMapping Services, ComposeMapping Disabled, LoadContext Context)
{
    public string Name => Entry.Key;

    public ComposeScalar? Scalar(string attribute) => Service[attribute] as ComposeScalar is { Kind: not ScalarKind.Null } scalar ? scalar : null;

    public bool Has(string attribute) => Service[attribute] is { } value
        && value is not ComposeScalar { Text: "" } && value is not ComposeSequence { Items.IsEmpty: true } && value is not ComposeMapping { Entries.IsEmpty: true };

    /// <summary>Reports at the value of an attribute.</summary>
    public void Error(DiagnosticRule rule, ComposeNode at, string below, string message) =>
        Context.Report.Add(rule, at.Span, $"services.{Name}{(below.Length == 0 || below[0] == '[' ? below : "." + below)}", message);

    public bool Declares(string section, string name) => Project[section] is ComposeMapping elements && elements[name] is not null;

    public IEnumerable<string> Declared(string section) => Project[section] is ComposeMapping elements ? elements.Entries.Select(e => e.Key) : [];
}
