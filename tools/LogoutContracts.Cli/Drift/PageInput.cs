using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Drift.Readers;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Drift;

/// <summary>Reads the page from a file or from standard input.</summary>
internal static class PageInput
{
    /// <summary>The name of a page that is not a file.</summary>
    public const string StandardInput = "standard input";

    private static readonly Dictionary<string, PageFormat> Formats = new(StringComparer.Ordinal)
    {
        ["markdown"] = PageFormat.Markdown,
        ["html"] = PageFormat.Html,
        ["rst"] = PageFormat.ReStructuredText,
    };

    public static Option<string?> FormatOption()
    {
        var option = new Option<string?>("--page")
        {
            HelpName = string.Join('|', Formats.Keys),
            Description = "Format of the page [default: from the file's name or its text]",
        };
        option.AcceptOnlyFromAmong([.. Formats.Keys]);
        return option;
    }

    /// <param name="path">Null or <c>-</c> for standard input.</param>
    /// <exception cref="UserErrorException">The page cannot be read.</exception>
    public static DocumentPage Read(CommandContext context, string? path, string? format)
    {
        var name = path is null or "-" ? StandardInput : context.Shown(context.Full(path));
        if (path is not (null or "-") && Directory.Exists(context.Full(path)))
            throw DriftErrors.IsFolder(name);
        try
        {
            return PageReader.Read(name, path is null or "-" ? ReadInput(context) : InputFile.Read(context.Full(path)),
                format is null ? null : Formats[format]);
        }
        catch (UnreadablePageException e)
        {
            throw DriftErrors.Unreadable(name, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DriftErrors.NoSuchPage(name, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(name, e);
        }
    }

    private static byte[] ReadInput(CommandContext context)
    {
        using var input = context.In() ?? throw DriftErrors.NoPage();
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (bytes.Length <= InputFile.MaxLength && input.Read(buffer) is > 0 and var count)
            bytes.Write(buffer, 0, count);
        return bytes.ToArray();
    }
}
