namespace Slipway.Compose;

/// <summary>Ends the reading of a text that is to be read again in another form. Never leaves the reader.</summary>
internal sealed class YamlIndentedException(string text) : Exception
{
    public string Text => text;
}
