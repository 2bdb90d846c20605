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

    /// <summary>Whether the absence of one of these attributes follows from an error that is reported.</summary>
    public bool IsExplained(params ReadOnlySpan<string> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (Context.Report.IsExplained($"services.{Name}", attribute))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether there is such an element. Where the section itself is misspelt or no mapping, which is reported, nobody can say.</summary>
    public bool Declares(string section, string name) => Project[section] switch
    {
        null => Context.Report.IsExplained("", section),
        ComposeMapping elements => elements[name] is not null || Context.Report.IsExplained("", section),
        _ => true,
    };

    /// <summary>Says that a service is not there, and which one may be meant.</summary>
    public string MissingService(string name)
    {
        if (Context.Report.IsFull)
        {
            return "";
        }

        if (Disabled[name] is { } disabled)
        {
            var profiles = disabled is ComposeMapping mapping && mapping["profiles"] is ComposeSequence list ? list.Items.OfType<ComposeScalar>().Select(p => p.Text).ToArray() : [];
            return profiles.Length == 0
                ? $"the service {name} is not among those chosen; choose it too, or remove this."
                : $"the service {name} is not enabled by any active profile; activate {ShapeWords.Choice([.. profiles])}.";
        }

        var hint = ShapeWords.DidYouMean(name, Services.Entries.Concat(Disabled.Entries).Select(e => e.Key));
        return $"there is no service {name}.{(hint.Length > 0 ? hint : " Add it under services, or remove this.")}";
    }

    public IEnumerable<string> Declared(string section) => Project[section] is ComposeMapping elements ? elements.Entries.Select(e => e.Key) : [];
}
