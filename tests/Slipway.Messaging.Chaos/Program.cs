using Slipway.Messaging.Chaos;

// The run and its worker processes are one program: `run` starts it again as `worker`.
return args is ["worker", ..] ? await WorkerProgram.RunAsync(args) : await RunProgram.RunAsync(args);
