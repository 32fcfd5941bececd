using LogoutContracts.Tests.Cli.Git;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>A repository with a small contract on its branch main, to be changed and gated.</summary>
internal sealed class GatedRepository : IDisposable
{
    private GatedRepository(SampleRepository repository) => Repository = repository;

    public SampleRepository Repository { get; }

    public CommandLineRun Command => Repository.Command;

    /// <summary>The text of the small contract.</summary>
    public static string Small { get; } = File.ReadAllText(SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs", "good.yaml"));

    /// <summary>The small contract, whose logout answers a dead token with 403 instead of 401.</summary>
    public static string Changed { get; } = WithLogout(logout => logout.Replace("401", "403", StringComparison.Ordinal));

    /// <summary>The small contract, with changes to its logout.</summary>
    public static string WithLogout(Func<string, string> edit)
    {
        var start = Small.IndexOf("  /logout:", StringComparison.Ordinal);
        return Small[..start] + edit(Small[start..]);
    }

    /// <param name="path">Of the contract.</param>
    public static GatedRepository Create(string path = "specs/small/openapi.yaml", TimeProvider? clock = null)
    {
        var gated = new GatedRepository(SampleRepository.Create(clock));
        gated.Command.Write(path, Small);
        gated.Repository.Commit("Add a contract");
        return gated;
    }

    public GatedRepository Clone(params string[] options) => new(Repository.Clone(options));

    public Task<CommandLineResult> RunAsync(params string[] args) => Command.RunAsync(["gate", .. args]);

    public void Dispose() => Repository.Dispose();
}
