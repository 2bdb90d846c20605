using Slipway.Compose;
using Slipway.Core.Sources;
using Slipway.Imports.Compose.Trust;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>What every part of a conversion needs.</summary>
internal sealed record ConversionContext(
    ComposeProject Project, ISourceTree Tree, RepositoryRoot Root, ConversionReport Report, TrustOptions Trust);
