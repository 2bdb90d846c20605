using Slipway.Imports.Feedback;

namespace Slipway.Imports.Tests.Feedback;

/// <summary>Keeps what is told; the first comment gets the id 42.</summary>
internal sealed class RecordedChannel : IFeedbackChannel
{
    public List<(string Repository, CommitFeedback Feedback)> Reports { get; } = [];

    public List<(int Number, long? Id, string Text)> Comments { get; } = [];

    public Task ReportAsync(string repository, CommitFeedback feedback, CancellationToken cancellationToken)
    {
        Reports.Add((repository, feedback));
        return Task.CompletedTask;
    }

    public Task<long> CommentAsync(string repository, int pullRequest, long? commentId, string marker, string text, CancellationToken cancellationToken)
    {
        Comments.Add((pullRequest, commentId, text));
        return Task.FromResult(commentId ?? 42);
    }
}
