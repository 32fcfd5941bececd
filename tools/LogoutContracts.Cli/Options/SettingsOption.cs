using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Settings;

namespace LogoutContracts.Cli.Options;

/// <summary>The option <c>--settings FILE</c>: which changes of contracts are accepted.</summary>
internal static class SettingsOption
{
    public static Option<string?> Create() => new("--settings")
    {
        HelpName = "FILE",
        Description = $"File with levels of rules and waivers [default: {SettingsFile.FileName} in the current folder, if there is one]",
    };

    /// <summary>The full path of the settings; the file need not exist if the option is not given.</summary>
    public static string PathOf(CommandContext context, string? asked) => context.Full(asked ?? SettingsFile.FileName);

    /// <summary>Reads the settings.</summary>
    /// <param name="asked">The value of the option; null if it is not given.</param>
    /// <exception cref="UserErrorException">
    /// The file is missing although it was named, or is invalid; all problems are reported.
    /// </exception>
    public static SettingsFile Read(CommandContext context, string? asked)
    {
        var path = PathOf(context, asked);
        if (asked is null && !File.Exists(path))
            return SettingsFile.Empty;
        try
        {
            var read = Read(new(context.Shown(path), InputFile.Read(path)));
            return read.Value ?? throw ErrorText.Problems(read.Diagnostics, "these settings have problems; fix those above.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(path), e);
        }
    }

    /// <summary>Parses settings, for the rules that there are.</summary>
    public static Specs.Diagnostics.Parsed<SettingsFile> Read(TextFile file) => SettingsFile.Read(
        file, [.. DiffRules.All.Where(rule => rule.Audience != Audience.Logout).Select(rule => rule.Id)],
        [.. DiffRules.All.Where(rule => rule.Audience == Audience.Logout).Select(rule => rule.Id)]);
}
