using Microsoft.Extensions.Options;

namespace Slipway.Docker;

[OptionsValidator]
internal sealed partial class DockerOptionsValidator : IValidateOptions<DockerOptions>;
