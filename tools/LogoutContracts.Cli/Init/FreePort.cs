using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Init;

/// <summary>Chooses a port for a new contract.</summary>
internal static class FreePort
{
    // 91xx is for the built-in contracts.
    private const int First = 9201;
    private const int Last = 9999;

    /// <summary>The first port that none of these contracts has. Invalid specs are not considered.</summary>
    public static int Among(IEnumerable<SpecFiles> specs)
    {
        var taken = SpecCatalog.ReadAll(specs).Select(spec => spec.Value?.Port).OfType<int>().ToHashSet();
        return Enumerable.Range(First, Last - First + 1).First(port => !taken.Contains(port));
    }
}
