using System.Collections.Immutable;
using System.Text;

namespace Slipway.Compose.Fuzz;

/// <summary>Pieces of Compose files, YAML, templates and env files, for mutations that mean something.</summary>
internal static class Words
{
    public static ImmutableArray<byte[]> All { get; } =
    [
        .. new[]
        {
            // YAML
            "<<: ", "<<: *a", "&a ", "*a", "!reset null", "!override ", "!!binary ", "!!int ", "!!float ", "!!str ", "!!null ", "---\n", "...\n", "- ", "? ", ": ", "|\n", ">-\n", "[", "]", "{", "}", "\"", "'", "# ", "\t",
            "\\u0000", "\\ud800", "\\x1b", "%YAML 1.1\n---\n", "\uFEFF", "null", "~", "true", "yes", ".inf", "-.nan", "1e999", "0x1f", "0o17", "-0", "18446744073709551616", "9223372036854775807", "2024-02-29", "12:30",
            // the project
            "\nservices:\n", "\n  web:\n", "    image: nginx\n", "\nnetworks:\n", "\nvolumes:\n", "\nconfigs:\n", "\nsecrets:\n", "\nmodels:\n", "\ninclude:\n", "name: x\n", "version: '3'\n", "x-a: ", "\n--- file b.yaml\n", "\n--- file .env\n",
            // attributes
            "extends: ", "extends: {file: b.yaml, service: web}\n", "depends_on: [web]\n", "depends_on:\n      db: {condition: service_healthy}\n", "env_file: .env\n", "label_file: .env\n", "environment:\n      A: ${A}\n", "environment: [A=1, B]\n",
            "ports: ['80:80']\n", "ports: ['1-65535']\n", "'8000-8010:90/udp'", "target: 80\n", "published: '80-90'\n", "volumes: ['a:/a:ro']\n", "type: bind\n", "source: ./x\n", "bind: {create_host_path: false}\n", "tmpfs: {size: 1g, mode: 755}\n",
            "healthcheck: {test: curl, interval: 1m30s, retries: 3}\n", "deploy: {replicas: 2, resources: {limits: {cpus: '0.5', memory: 5m}}}\n", "build: {context: ., args: [A], ssh: [default]}\n", "develop: {watch: [{path: ., action: sync, target: /x}]}\n",
            "ulimits: {nofile: {soft: 1, hard: 2}}\n", "logging: {driver: x, options: {a: 1}}\n", "secrets: [a]\n", "configs: [{source: a, mode: 0440}]\n", "command: echo \"a b\" $$(x)\n", "entrypoint: []\n", "network_mode: service:web\n", "networks: {default: {aliases: [a]}}\n",
            "ipam: {config: [{subnet: 10.0.0.0/8}]}\n", "external: true\n", "external: {name: x}\n", "profiles: [p]\n", "scale: 2\n", "gpus: all\n", "extra_hosts: ['a:::1']\n", "links: [web:x]\n", "volumes_from: [web:ro]\n", "blkio_config: {weight: 1}\n",
            "post_start: [{command: x}]\n", "provider: {type: x, options: {a: [1]}}\n", "mem_limit: 1.5g\n", "cpus: 0.1\n", "stop_grace_period: 1d2h\n", "storage_opt: {size: 1}\n", "sysctls: [a=1]\n", "labels: {a: }\n", "container_name: a\n", "pull_policy: every_2d\n",
            // templates and env files
            "${A}", "$A", "$$", "${A:-", "${A-${B:-c}}", "${A:?m}", "${A:+b}", "}", "export ", "A=", "B='", "C=\"x\\n${A}\"\n", " # c\n", "A=$A$A\n", "\r\n", "~/x", "../../x", "/dev/null", "https://x/y", "service:web",
        }.Select(Encoding.UTF8.GetBytes),
        [0],
        [0xff],
        [0xc3],
        [0xed, 0xa0, 0x80],
    ];
}
