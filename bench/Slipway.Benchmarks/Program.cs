using BenchmarkDotNet.Running;
using Slipway.Benchmarks.Compose;

// Without arguments it asks which to run; --filter '*' runs all.
BenchmarkSwitcher.FromAssembly(typeof(LoadBenchmarks).Assembly).Run(args);
