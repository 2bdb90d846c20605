using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

[OptionsValidator]
internal sealed partial class HealthOptionsValidator : IValidateOptions<HealthOptions>;
