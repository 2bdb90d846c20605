using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Servers;

namespace Slipway.Cli.Serve;

/// <summary><c>slipway serve</c></summary>
internal sealed class ServeCommand : Verb
{
    public ServeCommand(Surroundings surroundings)
        : base(
            "serve",
            "Run the server in the foreground; what follows is for the server",
            "serve # for a service manager, or to watch it",
            "serve --urls http://127.0.0.1:7420",
            "serve --worker # only handles messages, beside a server on the same PostgreSQL database")
    {
        var arguments = new Argument<string[]>("ARGUMENTS") { Description = "Arguments of the server", Arity = ArgumentArity.ZeroOrMore };
        Add(arguments);
        TreatUnmatchedTokensAsErrors = false;
        SetAction(parsed =>
        {
            var binary = ServerBinary.Find(surroundings);
            return ProcessReplacement.Execute(binary.Program, [.. binary.Arguments, .. parsed.GetValue(arguments) ?? [], .. parsed.UnmatchedTokens]);
        });
    }
}
