using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Cli;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Support;

/// <summary>Runs the command in process, in a temporary folder.</summary>
internal sealed partial class CommandLineRun : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly bool isOwn;

    public CommandLineRun()
        : this(null)
    {
    }

    /// <param name="path">A folder that stays; null for a temporary one.</param>
    public CommandLineRun(string? path)
    {
        folder = path is null ? Directory.CreateTempSubdirectory("logout-contracts-") : new(path);
        isOwn = path is null;
    }

    /// <summary>The working directory. It is not inside a repository.</summary>
    public string Folder => folder.FullName;

    public Func<IReadOnlyList<SpecFiles>> BuiltIn { get; init; } = SpecCatalog.BuiltInFiles;

    /// <summary>The clock for waits and timeouts.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Called by verbs that can be interrupted.</summary>
    public Func<CancellationToken> Interrupt { get; init; } = static () => default;

    /// <summary>Answers questions of the command; null without a terminal.</summary>
    public Func<OpenRole, string>? Ask { get; init; }

    /// <summary>The text on standard input; null for a terminal.</summary>
    public string? In { get; init; }

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public async Task<CommandLineResult> RunAsync(params string[] args)
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        static CancellationToken Stop() => throw new InvalidOperationException("This verb should not wait to be stopped.");
        var code = await CommandLineApp.RunAsync(
            args, new(stdout, stderr, Stop, Folder, 110, BuiltIn)
            {
                In = () => In is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(In)),
                Variable = Variable,
                Clock = Clock,
                Interrupt = Interrupt,
                Ask = Ask,
            });
        return new(code, stdout.ToString(), WithoutProgress(stderr.ToString()));
    }

    /// <summary>Puts the development CA into the temporary folder, so that the user's own is not touched.</summary>
    private string? Variable(string name) => name is "LOGOUT_CONTRACTS_CA_DIR" ? PathOf("ca") : Variables.GetValueOrDefault(name);

    public string PathOf(string path) => Path.Combine(Folder, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    /// <summary>All files below the folder, by path with slashes.</summary>
    public IReadOnlyDictionary<string, string> Files() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Removes the lines that say how far a run has come, because only slow machines print them.</summary>
    public static string WithoutProgress(string text) => Progress().Replace(text, "");

    public void Dispose()
    {
        if (isOwn)
            folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"^(verified|checked) \d+ of \d+, \d+ failed[^\n]*\n", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Progress();
}

internal sealed record CommandLineResult(int Code, string Out, string Error);
