using System.Globalization;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>How the bench tells a server that it starts what to be. Nobody types these.</summary>
internal sealed record HostArguments
{
    /// <summary>0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Of the built-in contracts, the one that the address is about.</summary>
    public string Contract { get; init; } = "rocketchat";

    /// <summary>Whether a bare server knows the sessions that ours is seeded with.</summary>
    public bool Seeds { get; init; }

    /// <summary>How many contracts, by copying one; 0: those that are built in.</summary>
    public int Contracts { get; init; }

    /// <summary>How many variants a contract shall have at least, by copying its paths; 0: its own.</summary>
    public int Variants { get; init; }

    /// <summary>Whether the copied paths have parameters.</summary>
    public bool Templated { get; init; }

    /// <summary>How many sessions to open, by login, before anybody else is served.</summary>
    public int Sessions { get; init; }

    /// <summary>Where to write the credentials of some of them.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>Requests that the journal holds; 0: it is off.</summary>
    public int Journal { get; init; }

    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new HostArguments();
        for (var i = 0; i + 1 < args.Count; i += 2)
        {
            var value = args[i + 1];
            parsed = args[i] switch
            {
                "--port" => parsed with { Port = Number(value) },
                "--contract" => parsed with { Contract = value },
                "--seeds" => parsed with { Seeds = bool.Parse(value) },
                "--contracts" => parsed with { Contracts = Number(value) },
                "--variants" => parsed with { Variants = Number(value) },
                "--templated" => parsed with { Templated = bool.Parse(value) },
                "--sessions" => parsed with { Sessions = Number(value) },
                "--credentials" => parsed with { CredentialsFile = value },
                "--journal" => parsed with { Journal = Number(value) },
                _ => throw new FormatException($"'{args[i]}' is no option of a host."),
            };
        }

        return parsed;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
