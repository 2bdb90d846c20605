using CsCheck;
using Slipway.Core.Configurations;

namespace Slipway.Core.Tests.Planning;

/// <summary>Sets of up to four instances that depend on each other, share networks and volumes, and want ports.</summary>
internal static class GenSets
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private static readonly Gen<RunnableConfiguration> GenInstance =
        from image in Gen.Int[1, 2]
        from replicas in Gen.Frequency((1, Gen.Const(0)), (6, Gen.Const(1)), (2, Gen.Const(2)))
        from variable in Gen.Int[0, 1]
        from health in Gen.Bool
        from port in Gen.Frequency((2, Gen.Const((string?)null)), (1, Gen.Const((string?)"8080")), (1, Gen.Const((string?)"8081")), (1, Gen.Const((string?)"8080-8082")))
        from networks in Gen.Int[0, 3]
        from extras in Gen.Int[0, 3]
        select Make(image, replicas, variable, health, port, networks, extras);

    // A name, whom it depends on (as bits over the names before it), how, and whether it shares a network instead of having its own.
    public static readonly Gen<ConfigurationSet> Any =
        from present in Gen.Int[1, 15]
        from instances in GenInstance.Array[4]
        from dependencies in Gen.Int[0, 7].Array[4]
        from conditions in Gen.Int[0, 2].Array[4]
        from shares in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true))).Array[4]
        from isInternal in Gen.Bool
        select Link(present, instances, dependencies, conditions, shares, isInternal);

    private static RunnableConfiguration Make(int image, int replicas, int variable, bool health, string? port, int networks, int extras)
    {
        var made = Given.Instance("x", $"image:{image}") with { Replicas = replicas, Networks = [] };
        made = variable == 0 ? made : made.WithVariable("V", "1");
        made = health ? made.WithHealthCheck() : made;
        made = port is null ? made : made.Publishing(80, port);
        made = (extras & 1) == 0 ? made : made.Mounting(new VolumeMount("/data", false, "data"));
        made = (extras & 2) == 0 ? made : made.Mounting(new FileMount("/etc/x", true, "eA=="));
        return made with
        {
            Networks =
            [
                .. (networks & 1) == 0 ? [] : new[] { new NetworkAttachment { Network = "default" } },
                .. (networks & 2) == 0 ? [] : new[] { new NetworkAttachment { Network = "back", Priority = 1 } },
            ],
        };
    }

    private static ConfigurationSet Link(int present, RunnableConfiguration[] instances, int[] dependencies, int[] conditions, bool[] shares, bool isInternal)
    {
        var linked = new List<RunnableConfiguration>();
        for (var i = 0; i < Names.Length; i++)
        {
            if ((present >> i & 1) == 0)
            {
                continue;
            }

            var made = instances[i] with { Name = Names[i] };
            foreach (var other in linked.Where(o => (dependencies[i] >> Array.IndexOf(Names, o.Name) & 1) == 1))
            {
                var condition = conditions[i] switch
                {
                    1 when other.HealthCheck is not null => DependencyCondition.Healthy,
                    2 => DependencyCondition.CompletedSuccessfully,
                    _ => DependencyCondition.Started,
                };
                made = made.After(other.Name, condition, required: conditions[i] != 0);
            }

            var owner = linked.LastOrDefault(o => o.Replicas == 1 && o.NetworkMode is null);
            linked.Add(shares[i] && owner is not null ? made with { Networks = [], NetworkMode = $"service:{owner.Name}" } : made);
        }

        var set = Given.Set([.. linked]).WithNetwork("back").WithVolume("data");
        return isInternal ? set with { Networks = [set.Networks[0], set.Networks[1] with { Internal = true }] } : set;
    }
}
