using Microsoft.Extensions.Options;

namespace Slipway.Messaging.RabbitMq;

[OptionsValidator]
internal sealed partial class RabbitMqOptionsValidator : IValidateOptions<RabbitMqOptions>;
