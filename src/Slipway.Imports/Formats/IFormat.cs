using Slipway.Core.Sources;

namespace Slipway.Imports.Formats;

/// <summary>A kind of configuration file that can be imported. The flows are written once over this; a new format adds a parser and nothing else.</summary>
public interface IFormat
{
    /// <summary>Gets the name: lower-case letters and digits. The messages of the import begin with it (<c>compose.requested</c>).</summary>
    static abstract string Name { get; }

    /// <summary>Turns the configuration files of a commit into runnable configurations. Never throws for what a user wrote.</summary>
    /// <exception cref="SourceException">A path or link leads outside of the repository, or a file is too large.</exception>
    ParsedFormat Parse(FormatRequest request, ISourceTree tree);
}
