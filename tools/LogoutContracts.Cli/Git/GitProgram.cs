using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Git;

/// <summary>Runs the program git in a folder. It never contacts a server, and never asks for a password.</summary>
internal sealed class GitProgram
{
    private readonly CommandContext context;
    private readonly string file;
    private readonly string folder;

    /// <exception cref="UserErrorException">git is not installed.</exception>
    public GitProgram(CommandContext context, string folder)
    {
        (this.context, this.folder) = (context, folder);
        file = Find(context.Variable("PATH")) ?? throw GitErrors.NotInstalled();
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="UserErrorException">The command does not end in time.</exception>
    public GitOutput Run(params IReadOnlyList<string> args)
    {
        using var process = Start(args);
        process.Input.Close();
        using var content = new MemoryStream();
        process.Output.CopyTo(content);
        var code = process.End();
        return new(code, Encoding.UTF8.GetString(content.GetBuffer().AsSpan(0, (int)content.Length)), process.Errors);
    }

    /// <summary>Starts a command. The caller disposes the process.</summary>
    public GitProcess Start(params IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(file, args)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";

        // A partial clone would fetch what it lacks. Versions of git before 2.45 know the second variable only.
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        try
        {
            return new(start, $"git {args[0]}", context.Clock);
        }
        catch (Win32Exception e)
        {
            throw GitErrors.GitFailed(file, ErrorText.OneLine(e.Message));
        }
    }

    // .NET also looks in the current folder, so a checkout could bring a program of its own.
    private static string? Find(string? path) => (path ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
        .Select(each => Path.Combine(each, OperatingSystem.IsWindows() ? "git.exe" : "git")).FirstOrDefault(File.Exists);
}

/// <summary>What a command of git printed.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Errors">Standard error, on one line.</param>
internal sealed record GitOutput(int Code, string Text, string Errors)
{
    public IReadOnlyList<string> Lines => Text.TrimEnd('\n').Split('\n');
}
