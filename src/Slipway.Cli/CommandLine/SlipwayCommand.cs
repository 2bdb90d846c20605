using System.CommandLine;
using System.CommandLine.Help;
using Slipway.Cli.Config;
using Slipway.Cli.Containers;
using Slipway.Cli.Events;
using Slipway.Cli.List;
using Slipway.Cli.Logs;
using Slipway.Cli.Messages;
using Slipway.Cli.Pausing;
using Slipway.Cli.Plan;
using Slipway.Cli.Remove;
using Slipway.Cli.Repositories;
using Slipway.Cli.Revisions;
using Slipway.Cli.Serve;
using Slipway.Cli.Stop;
using Slipway.Cli.Up;
using Slipway.Cli.Version;

namespace Slipway.Cli.CommandLine;

/// <summary>The whole command line.</summary>
internal static class SlipwayCommand
{
    public static RootCommand Create(Surroundings surroundings)
    {
        var root = new RootCommand("Turns a Compose file into running environments, and keeps them in step with every push.")
        {
            new UpCommand(surroundings),
            new LsCommand(surroundings),
            new PsCommand(surroundings),
            new LogsCommand(surroundings),
            new EventsCommand(surroundings),
            new MessagesCommand(surroundings),
            new PlanCommand(surroundings),
            new HistoryCommand(surroundings),
            new DiffCommand(surroundings),
            new RedeployCommand(surroundings),
            new RollbackCommand(surroundings),
            new PauseCommand(surroundings),
            new ResumeCommand(surroundings),
            new RmCommand(surroundings),
            new ConnectCommand(surroundings),
            new DisconnectCommand(surroundings),
            new ReposCommand(surroundings),
            new PushedCommand(surroundings),
            new ConfigCommand(surroundings),
            new ServeCommand(surroundings),
            new StopCommand(surroundings),
            new VersionCommand(surroundings),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction usual)
        {
            help.Action = new HelpWithExamples(usual, surroundings.Command);
        }

        if (root.Options.OfType<VersionOption>().SingleOrDefault() is { } version)
        {
            version.Action = new PrintVersion(surroundings);
        }

        return root;
    }
}
