using System.Collections.Immutable;
using System.CommandLine;

namespace Slipway.Cli.CommandLine;

/// <summary>A verb of the command line, with examples for its help.</summary>
internal abstract class Verb(string name, string description, params ImmutableArray<string> examples) : Command(name, description)
{
    /// <summary>Gets command lines without the program's name; a text after <c>#</c> explains one.</summary>
    public ImmutableArray<string> Examples => examples;

    protected static Argument<string> ClusterName() => new("NAME") { Description = "The environment, as 'ls' shows it" };

    protected static Option<bool> Json() => new("--json") { Description = "Print the data as JSON" };
}
