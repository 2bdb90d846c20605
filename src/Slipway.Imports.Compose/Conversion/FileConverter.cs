using System.Globalization;
using System.Text;
using Slipway.Compose;
using Slipway.Core.Configurations;
using Slipway.Core.Sources;

namespace Slipway.Imports.Compose.Conversion;

/// <summary>Configs and secrets of a service: small files with their content.</summary>
internal static class FileConverter
{
    // The largest config or secret (Docker documentation, "docker config create"), with room to spare.
    private const int MaxBytes = 1024 * 1024;
    private const int DefaultMode = 0b100_100_100;

    public static IEnumerable<FileMount> Convert(ComposeService service, ConversionContext context)
    {
        foreach (var reference in service.Configs)
        {
            var config = context.Project.Configs.GetValueOrDefault(reference.Source);
            if (ContentOf("configs", reference.Source, config?.File, config?.Content, config?.Environment, config?.External ?? true, context) is { } content)
            {
                yield return Mount(reference, content, reference.Target ?? "/" + reference.Source);
            }
        }

        foreach (var reference in service.Secrets)
        {
            if (SecretOf(reference.Source, context) is { } content)
            {
                var target = reference.Target ?? reference.Source;
                yield return Mount(reference, content, target.StartsWith('/') ? target : "/run/secrets/" + target);
            }
        }
    }

    /// <summary>The content of a secret; null where it has none here, which is reported.</summary>
    public static byte[]? SecretOf(string key, ConversionContext context)
    {
        var secret = context.Project.Secrets.GetValueOrDefault(key);
        return ContentOf("secrets", key, secret?.File, null, secret?.Environment, secret?.External ?? true, context);
    }

    private static FileMount Mount(ComposeFileReference reference, byte[] content, string target) => new(
        target, true, System.Convert.ToBase64String(content), reference.Mode ?? DefaultMode, Id(reference.Uid), Id(reference.Gid));

    private static int Id(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static byte[]? ContentOf(
        string section, string key, string? file, string? content, string? variable, bool external, ConversionContext context)
    {
        if (content is not null)
        {
            return Encoding.UTF8.GetBytes(content);
        }

        if (file is not null)
        {
            return ReadFile(section, key, file, context);
        }

        if (variable is not null && context.Project.Environment.TryGetValue(variable, out var value))
        {
            return Encoding.UTF8.GetBytes(value);
        }

        var why = external ? "it is external, and this server keeps none"
            : variable is not null ? $"the variable {variable} is not set in the repository's .env"
            : "it comes from a driver";
        context.Report.Refuse(Codes.NoContent, $"it has no content here: {why}; give a file of the repository", section, key);
        return null;
    }

    private static byte[]? ReadFile(string section, string key, string file, ConversionContext context)
    {
        if (context.Root.Inside(file) is not { } path)
        {
            context.Report.Refuse(Codes.OutsideRepository, $"{file} lies outside of the repository; move it inside", section, key, "file");
            return null;
        }

        try
        {
            if (context.Tree.Read(path, MaxBytes) is { } bytes)
            {
                return bytes;
            }

            context.Report.Refuse(Codes.NotInRepository, $"the repository has no {path} at this commit; add and commit it", section, key, "file");
        }
        catch (SourceException error)
        {
            context.Report.Refuse(Codes.OutsideRepository, error.Message, section, key, "file");
        }

        return null;
    }
}
