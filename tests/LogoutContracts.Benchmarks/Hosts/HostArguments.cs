using System.Globalization;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>The command line of a host, which the benchmark starts.</summary>
internal sealed record HostArguments
{
    /// <summary>0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>The built-in contract to measure.</summary>
    public string Contract { get; init; } = "rocketchat";

    /// <summary>The release of that contract; null for its default.</summary>
    public string? Release { get; init; }

    /// <summary>Whether a bare server knows the same seeded sessions as our mock.</summary>
    public bool Seeds { get; init; }

    /// <summary>The number of copies of one contract to serve; 0 for the built-in contracts.</summary>
    public int Contracts { get; init; }

    /// <summary>The smallest number of variants to reach by copying paths; 0 to copy nothing.</summary>
    public int Variants { get; init; }

    /// <summary>Whether the copied paths have parameters.</summary>
    public bool Templated { get; init; }

    /// <summary>The number of sessions to open by login before the host is ready.</summary>
    public int Sessions { get; init; }

    /// <summary>The number of sessions of Laravel to open in memory before the host is ready.</summary>
    public int Fill { get; init; }

    /// <summary>The file for the credentials of some of these sessions; null to write none.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>The number of requests that the journal holds; 0 to turn it off.</summary>
    public int Journal { get; init; }

    /// <summary>Connection string of the database with the state; null to keep it in memory.</summary>
    public string? State { get; init; }

    /// <summary>The schema of that database.</summary>
    public string Schema { get; init; } = MockHost.Schema;

    /// <summary>Whether the tables of that schema are unlogged.</summary>
    public bool Unlogged { get; init; }

    /// <summary>Whether to open an admin port, which also counts requests.</summary>
    public bool Admin { get; init; }

    /// <summary>Whether listeners in the process get spans and durations.</summary>
    public bool Listeners { get; init; }

    /// <exception cref="FormatException">An option is unknown, or its value is invalid.</exception>
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
                "--release" => parsed with { Release = value },
                "--seeds" => parsed with { Seeds = bool.Parse(value) },
                "--contracts" => parsed with { Contracts = Number(value) },
                "--variants" => parsed with { Variants = Number(value) },
                "--templated" => parsed with { Templated = bool.Parse(value) },
                "--sessions" => parsed with { Sessions = Number(value) },
                "--fill" => parsed with { Fill = Number(value) },
                "--credentials" => parsed with { CredentialsFile = value },
                "--state" => parsed with { State = value },
                "--schema" => parsed with { Schema = value },
                "--unlogged" => parsed with { Unlogged = bool.Parse(value) },
                "--admin" => parsed with { Admin = bool.Parse(value) },
                "--listeners" => parsed with { Listeners = bool.Parse(value) },
                "--journal" => parsed with { Journal = Number(value) },
                _ => throw new FormatException($"Unknown option '{args[i]}'."),
            };
        }

        return parsed;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
