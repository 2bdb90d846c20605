using Slipway.Api;
using Slipway.Cli.Terminals;

namespace Slipway.Cli.Progress;

/// <summary>How each phase of an instance looks.</summary>
internal static class PhaseLook
{
    private static readonly string[] Frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    /// <summary>Whether nothing more is expected of an instance.</summary>
    public static bool IsSettled(string phase) => phase is InstancePhases.Running or InstancePhases.Completed or InstancePhases.Unchanged
        or InstancePhases.Removed or InstancePhases.Failed or InstancePhases.Skipped;

    /// <summary>What is said beside the phase; not the phase again.</summary>
    public static string Detail(InstanceView instance) =>
        instance.Phase == InstancePhases.Unchanged || instance.Detail == instance.Phase ? string.Empty : Columns.Clean(instance.Detail);

    public static string Spinner(int frame) => Frames[frame % Frames.Length];

    public static string Symbol(string phase, int frame, Palette palette) => phase switch
    {
        InstancePhases.Running or InstancePhases.Completed or InstancePhases.Unchanged or InstancePhases.Removed => palette.Good("✔"),
        InstancePhases.Failed => palette.Bad("✖"),
        InstancePhases.Skipped => palette.Dim("–"),
        InstancePhases.Waiting => palette.Dim("·"),
        _ => palette.Attention(Spinner(frame)),
    };

    public static string Text(string phase, string padded, Palette palette) => phase switch
    {
        InstancePhases.Failed => palette.Bad(padded),
        InstancePhases.Waiting or InstancePhases.Skipped or InstancePhases.Unchanged => palette.Dim(padded),
        _ => padded,
    };
}
