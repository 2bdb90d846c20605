using Microsoft.Extensions.Options;

namespace Slipway.Messaging;

[OptionsValidator]
internal sealed partial class WorkerOptionsValidator : IValidateOptions<WorkerOptions>;
