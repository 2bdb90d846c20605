using Microsoft.Extensions.Options;

namespace Slipway.Git;

[OptionsValidator]
internal sealed partial class GitOptionsValidator : IValidateOptions<GitOptions>;
