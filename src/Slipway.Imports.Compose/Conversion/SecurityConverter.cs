using System.Collections.Immutable;
using System.Globalization;
using Slipway.Compose;
using Slipway.Core.Configurations;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Privileges and isolation: what goes beyond an ordinary container is refused unless the server's settings allow it.</summary>
internal static class SecurityConverter
{
    // The capabilities that the engine gives every container (Docker documentation, "Runtime privilege and Linux capabilities").
    private static readonly ImmutableHashSet<string> DefaultCapabilities =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP",
        "SETUID", "SYS_CHROOT",
    ];

    public static SecuritySettings Convert(ComposeService service, ConversionContext context)
    {
        RefusePrivileges(service, context);
        RefuseNamespaces(service, context);
        return new SecuritySettings
        {
            Privileged = service.Privileged,
            ReadOnlyRoot = service.ReadOnly,
            CapAdd = [.. service.CapAdd],
            CapDrop = [.. service.CapDrop],
            Options = [.. service.SecurityOpt],
            Groups = [.. service.GroupAdd],
            Devices = [.. service.Devices.Select(d => $"{d.Source}:{d.Target ?? d.Source}:{d.Permissions ?? "rwm"}")],
            Ipc = service.Ipc,
            Pid = service.Pid,
            Uts = service.Uts,
            UserNamespace = service.UsernsMode,
            Cgroup = service.Cgroup,
            CgroupParent = service.CgroupParent,
            Runtime = service.Runtime,
        };
    }

    private static void RefusePrivileges(ComposeService service, ConversionContext context)
    {
        if (service.Privileged && !context.Trust.Privileged)
        {
            Refuse(Codes.Privileged, "a privileged container has the host", "Privileged", "privileged");
        }

        RefuseDevices(service, context);
        RefusePrivilegedHooks(service.PostStart, "post_start", service, context);
        RefusePrivilegedHooks(service.PreStop, "pre_stop", service, context);

        for (var i = 0; i < service.CapAdd.Count; i++)
        {
            var capability = service.CapAdd[i].ToUpperInvariant();
            capability = capability.StartsWith("CAP_", StringComparison.Ordinal) ? capability[4..] : capability;
            if (!context.Trust.Capabilities && !DefaultCapabilities.Contains(capability))
            {
                Refuse(Codes.Capability, $"the capability {capability} is beyond the engine's default set", "Capabilities", "cap_add", Index(i));
            }
        }

        for (var i = 0; i < service.SecurityOpt.Count; i++)
        {
            // Only one option makes a container safer than it is by default.
            if (!context.Trust.SecurityOptions && service.SecurityOpt[i] is not ("no-new-privileges" or "no-new-privileges:true" or "no-new-privileges=true"))
            {
                Refuse(Codes.SecurityOption, $"the security option {service.SecurityOpt[i]} may weaken isolation", "SecurityOptions", "security_opt", Index(i));
            }
        }

        if (!string.IsNullOrEmpty(service.CgroupParent) && !context.Trust.HostNamespaces)
        {
            Refuse(Codes.HostNamespace, "a control group of the host is refused", "HostNamespaces", "cgroup_parent");
        }

        void Refuse(string code, string what, string setting, params ReadOnlySpan<string> attribute) =>
            SecurityConverter.Refuse(context, service, code, what, setting, attribute);
    }

    private static void RefuseDevices(ComposeService service, ConversionContext context)
    {
        (string[] Attribute, bool IsSet)[] attributes =
        [
            (["devices"], !service.Devices.IsEmpty),
            (["device_cgroup_rules"], !service.DeviceCgroupRules.IsEmpty),
            (["gpus"], !service.Gpus.IsEmpty),
            (["deploy", "resources", "reservations", "devices"], service.Deploy?.Reservations is { Devices.IsEmpty: false }),
        ];
        foreach (var (attribute, _) in attributes.Where(a => a.IsSet && !context.Trust.Devices))
        {
            Refuse(context, service, Codes.Devices, "devices of the host are refused", "Devices", attribute);
        }
    }

    private static void RefusePrivilegedHooks(ComposeList<ComposeHook> hooks, string attribute, ComposeService service, ConversionContext context)
    {
        for (var i = 0; i < hooks.Count; i++)
        {
            if (hooks[i].Privileged && !context.Trust.Privileged)
            {
                Refuse(context, service, Codes.Privileged, "a privileged command has the host", "Privileged", attribute, Index(i), "privileged");
            }
        }
    }

    private static void Refuse(
        ConversionContext context, ComposeService service, string code, string what, string setting, params ReadOnlySpan<string> attribute) => context.Report.Refuse(
        code, $"{what}; leave it out (server setting Slipway:Trust:{setting})", ["services", service.Name, .. attribute]);

    private static void RefuseNamespaces(ComposeService service, ConversionContext context)
    {
        (string Attribute, string? Mode)[] modes =
        [
            ("network_mode", service.NetworkMode), ("pid", service.Pid), ("ipc", service.Ipc), ("uts", service.Uts), ("userns_mode", service.UsernsMode), ("cgroup", service.Cgroup),
        ];
        foreach (var (attribute, mode) in modes)
        {
            if (!context.Trust.HostNamespaces && mode is not null && (mode == "host" || mode.StartsWith("container:", StringComparison.Ordinal)))
            {
                context.Report.Refuse(
                    Codes.HostNamespace,
                    $"{mode} shares a namespace outside of the environment; leave it out (server setting Slipway:Trust:HostNamespaces)",
                    "services", service.Name, attribute);
            }
        }
    }

    private static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);
}
