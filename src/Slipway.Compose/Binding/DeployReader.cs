namespace Slipway.Compose;

/// <summary>Binds <c>deploy</c>.</summary>
internal static class DeployReader
{
    public static ComposeDeploy Read(ComposeMapping node)
    {
        var resources = node["resources"] as ComposeMapping;
        var placement = node["placement"] as ComposeMapping;
        return new ComposeDeploy
        {
            Mode = node.Text("mode"),
            Replicas = node.Number("replicas"),
            EndpointMode = node.Text("endpoint_mode"),
            Labels = node.TextMap("labels"),
            Limits = resources?.Object("limits", Resources),
            Reservations = resources?.Object("reservations", Resources),
            RestartPolicy = node.Object("restart_policy", static n => new ComposeRestartPolicy
            {
                Condition = n.Text("condition"),
                Delay = n.Time("delay"),
                MaxAttempts = n.Number("max_attempts"),
                Window = n.Time("window"),
            }),
            UpdateConfig = node.Object("update_config", Update),
            RollbackConfig = node.Object("rollback_config", Update),
            Constraints = placement?.Texts("constraints") ?? ComposeList<string>.Empty,
            SpreadPreferences = [.. placement?.Objects("preferences", static n => n.Text("spread") ?? "") ?? ComposeList<string>.Empty],
            MaxReplicasPerNode = placement?.Number("max_replicas_per_node"),
        };
    }

    public static ComposeDeviceRequest DeviceRequest(ComposeMapping node) => new()
    {
        Capabilities = node.Texts("capabilities"),
        Driver = node.Text("driver"),
        Count = node.Number("count"),
        DeviceIds = node.Texts("device_ids"),
        Options = node.TextMap("options"),
    };

    private static ComposeResources Resources(ComposeMapping node) => new()
    {
        Cpus = node.Fraction("cpus"),
        MemoryBytes = node.Number("memory"),
        Pids = node.Number("pids"),
        Devices = node.Objects("devices", DeviceRequest),
        GenericResources = ComposeMap.Create((node["generic_resources"] as ComposeSequence)?.Items.OfType<ComposeMapping>()
            .Select(m => m["discrete_resource_spec"]).OfType<ComposeMapping>()
            .Select(m => KeyValuePair.Create(m.Text("kind") ?? "", m.Text("value") ?? "")) ?? []),
    };

    private static ComposeUpdateConfig Update(ComposeMapping node) => new()
    {
        Parallelism = node.Number("parallelism"),
        Delay = node.Time("delay"),
        FailureAction = node.Text("failure_action"),
        Monitor = node.Time("monitor"),
        MaxFailureRatio = node.Fraction("max_failure_ratio"),
        Order = node.Text("order"),
    };
}
