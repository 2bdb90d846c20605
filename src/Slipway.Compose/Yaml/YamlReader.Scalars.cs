using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Compose;

/// <content>Scalars: what a tag says, else what the text looks like.</content>
internal sealed partial class YamlReader
{
    private const int CharactersOfANode = 256;

    private ComposeScalar ReadScalar(Scalar scalar)
    {
        var span = SpanOf(scalar.Start);

        // A long text that aliases repeat costs what many nodes cost.
        _weight += scalar.Value.Length / CharactersOfANode;
        if (_weight > _limits.MaxNodes)
        {
            throw TooManyNodes(scalar.Start);
        }

        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
        {
            return scalar.Style == ScalarStyle.Plain && !scalar.Tag.IsNonSpecific
                ? YamlScalars.Resolve(scalar.Value, span)
                : ComposeScalar.Of(scalar.Value, span);
        }

        return scalar.Tag.Value switch
        {
            "tag:yaml.org,2002:null" => ComposeScalar.Null(span),
            "tag:yaml.org,2002:bool" => Tagged(scalar, span, ScalarKind.Boolean),
            "tag:yaml.org,2002:int" => Tagged(scalar, span, ScalarKind.Whole),
            "tag:yaml.org,2002:timestamp" => Tagged(scalar, span, ScalarKind.Timestamp),
            "tag:yaml.org,2002:float" => YamlScalars.Resolve(scalar.Value, span) is { Kind: ScalarKind.Whole } integer
                ? new ComposeScalar(ScalarKind.Fraction, integer.Text, span)
                : Tagged(scalar, span, ScalarKind.Fraction),
            "tag:yaml.org,2002:binary" => ComposeScalar.Of(Binary(scalar), span),
            _ => ComposeScalar.Of(scalar.Value, span),
        };
    }

    private ComposeScalar Tagged(Scalar scalar, SourceSpan span, ScalarKind kind)
    {
        var resolved = YamlScalars.Resolve(scalar.Value, span);
        return resolved.Kind == kind ? resolved : throw Fail(Rules.YamlSyntax, span, $"\"{scalar.Value}\" is not what its tag says; remove the tag.");
    }

    private string Binary(Scalar scalar)
    {
        var bytes = new byte[scalar.Value.Length];
        return Convert.TryFromBase64String(scalar.Value, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw Fail(Rules.YamlSyntax, scalar.Start, "this is not base64 text, as its tag !!binary says; remove the tag.");
    }
}
