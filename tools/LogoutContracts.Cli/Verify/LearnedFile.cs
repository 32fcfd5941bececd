using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.Verification.Cases;

namespace LogoutContracts.Cli.Verify;

/// <summary>The file of <c>--learn</c>.</summary>
internal sealed class LearnedFile
{
    private readonly string path;
    private readonly string shown;

    private LearnedFile(string path, string shown)
    {
        this.path = path;
        this.shown = shown;
    }

    /// <returns>Null without the option.</returns>
    /// <exception cref="UserErrorException">There are several contracts, or the file is a folder.</exception>
    public static LearnedFile? Read(CommandContext context, string? file, int contracts)
    {
        if (file is null)
            return null;
        if (contracts != 1)
            throw VerifyErrors.LearnsOneContract(contracts);
        var path = context.Full(file);
        return Directory.Exists(path) ? throw VerifyErrors.LearnsIntoFolder(file) : new(path, file);
    }

    public void Write(TextWriter output, VerificationRunResult result)
    {
        if (result.Overlay is not { } overlay)
        {
            output.WriteLine($"{result.Section.Contract}: nothing was learned, so '{shown}' is not written.");
            return;
        }

        try
        {
            AtomicFile.Write(path, overlay);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw VerifyErrors.NotLearned(shown, e.Message);
        }

        output.WriteLine($"{result.Section.Contract}: wrote what was learned to '{shown}'.");
    }
}
