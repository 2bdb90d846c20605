namespace Slipway.Imports.Feedback;

/// <summary>Where a repository's people are told what became of their commits. What cannot be told, ever, is a <see cref="Messaging.PermanentFailureException"/>.</summary>
public interface IFeedbackChannel
{
    /// <summary>Says something of a commit; what was said of it for this environment before is replaced.</summary>
    /// <param name="repository">The repository's <c>owner/name</c>.</param>
    /// <param name="feedback">What is said.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task ReportAsync(string repository, CommitFeedback feedback, CancellationToken cancellationToken);

    /// <summary>Writes our one comment on a pull request, or edits it.</summary>
    /// <param name="repository">The repository's <c>owner/name</c>.</param>
    /// <param name="pullRequest">The number.</param>
    /// <param name="commentId">The comment's id; null where none is known, and then one with the marker is looked for first.</param>
    /// <param name="marker">A line of the text by which our comment is found again.</param>
    /// <param name="text">The text, Markdown.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The comment's id.</returns>
    Task<long> CommentAsync(string repository, int pullRequest, long? commentId, string marker, string text, CancellationToken cancellationToken);
}
