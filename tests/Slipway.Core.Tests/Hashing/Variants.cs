using System.Collections.Immutable;
using System.Reflection;
using Slipway.Core.Configurations;
using Slipway.Core.Diagnostics;

namespace Slipway.Core.Tests.Hashing;

/// <summary>Copies of records with one property changed, for tests that must notice every property.</summary>
internal static class Variants
{
    private static readonly Dictionary<Type, object> Samples = new()
    {
        [typeof(string)] = "other",
        [typeof(bool)] = true,
        [typeof(int)] = 7,
        [typeof(long)] = 7L,
        [typeof(double)] = 1.5,
        [typeof(TimeSpan)] = TimeSpan.FromSeconds(7),
        [typeof(ImageSource)] = new RegistryImage("other"),
        [typeof(BuildSource)] = new BuildSource("https://example.org/lib.git", "main", "aaaa"),
        [typeof(PortMapping)] = new PortMapping(80),
        [typeof(Mount)] = new TmpfsMount("/tmp", false),
        [typeof(NetworkAttachment)] = new NetworkAttachment { Network = "default", Priority = 1 },
        [typeof(HealthCheck)] = new HealthCheck { Disabled = true },
        [typeof(Dependency)] = new Dependency("b", DependencyCondition.Started),
        [typeof(RestartPolicy)] = new RestartPolicy(RestartMode.Always),
        [typeof(ResourceLimits)] = new ResourceLimits { Pids = 7 },
        [typeof(SecuritySettings)] = new SecuritySettings { ReadOnlyRoot = true },
        [typeof(LoggingSettings)] = new LoggingSettings("local", ImmutableSortedDictionary<string, string>.Empty),
        [typeof(ProcessLimit)] = new ProcessLimit("nofile", 1, 2),
        [typeof(AddressPool)] = new AddressPool("10.1.0.0/24", null, null),
        [typeof(BlockIoLimits)] = new BlockIoLimits { Weight = 7 },
        [typeof(DeviceRequest)] = new DeviceRequest { Count = 7 },
        [typeof(ContainerCommand)] = new ContainerCommand { Words = ["other"] },
        [typeof(WatchRule)] = new WatchRule { Path = ".", Action = "rebuild" },
        [typeof(BuildContext)] = new BuildContext { Name = "other" },
        [typeof(BuildSecret)] = new BuildSecret("other", "eA=="),
        [typeof(SourceLocation)] = new SourceLocation("compose.yaml", 1, 1),
    };

    /// <summary>One copy for each property that can be set.</summary>
    public static IEnumerable<(string Property, TRecord Changed)> Of<TRecord>(TRecord record)
        where TRecord : class
    {
        var clone = typeof(TRecord).GetMethod("<Clone>$")!;
        foreach (var property in typeof(TRecord).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var copy = (TRecord)clone.Invoke(record, null)!;
            property.SetValue(copy, Sample(property.PropertyType));
            yield return (property.Name, copy);
        }
    }

    private static object Sample(Type type)
    {
        var actual = Nullable.GetUnderlyingType(type) ?? type;
        if (Samples.TryGetValue(actual, out var sample))
        {
            return sample;
        }

        if (actual.IsGenericType && actual.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return Make(nameof(ArrayOf), actual.GetGenericArguments());
        }

        return actual.IsGenericType && actual.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>)
            ? Make(nameof(DictionaryOf), [actual.GetGenericArguments()[1]])
            : throw new InvalidOperationException($"Give {nameof(Variants)} a sample of {actual}.");
    }

    private static object Make(string method, Type[] arguments) =>
        typeof(Variants).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(arguments).Invoke(null, null)!;

    private static ImmutableArray<TItem> ArrayOf<TItem>() => [(TItem)Sample(typeof(TItem))];

    private static ImmutableSortedDictionary<string, TItem> DictionaryOf<TItem>() =>
        ImmutableSortedDictionary<string, TItem>.Empty.Add("key", (TItem)Sample(typeof(TItem)));
}
