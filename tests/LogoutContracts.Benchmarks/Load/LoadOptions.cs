using System.Globalization;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>The options of the load benchmark.</summary>
internal sealed record LoadOptions
{
    public static string Usage(IEnumerable<string> parts) => $"""
        load: compare our mock with a bare Kestrel server, under load from wrk
          --rounds N         number of rounds; each measures all servers once (5)
          --seconds N        seconds per measurement (5)
          --warm N           seconds of load before it, for our mock and bare servers (3)
          --connections N    connections of wrk (32)
          --only NAME        measure one part: {string.Join(", ", parts)}; may be repeated
          --peers            also measure WireMock and Prism, from the node_modules of tests/Independent or $LOGOUT_CONTRACTS_NPM
          --markdown         print the table as Markdown
        """;

    public int Rounds { get; init; } = 5;

    public int Seconds { get; init; } = 5;

    public int WarmUp { get; init; } = 3;

    public int Connections { get; init; } = 32;

    public bool Peers { get; init; }

    public bool Markdown { get; init; }

    /// <summary>The parts to measure; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <exception cref="FormatException">An option is unknown or invalid; the message says which.</exception>
    public static LoadOptions Parse(ReadOnlySpan<string> args, IReadOnlyList<string> parts)
    {
        var options = new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--rounds" => options with { Rounds = Number(args, ref i) },
                "--seconds" => options with { Seconds = Number(args, ref i) },
                "--warm" => options with { WarmUp = Number(args, ref i) },
                "--connections" => options with { Connections = Number(args, ref i) },
                "--only" => options with { Only = [.. options.Only, Part(Value(args, ref i), parts)] },
                "--peers" => options with { Peers = true },
                "--markdown" => options with { Markdown = true },
                _ => throw new FormatException($"Unknown option '{args[i]}'."),
            };
        }

        return options;
    }

    private static int Number(ReadOnlySpan<string> args, ref int i)
    {
        var name = args[i];
        var text = Value(args, ref i);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : throw new FormatException($"{name}: '{text}' is not valid; expected a number from 1.");
    }

    private static string Part(string name, IReadOnlyList<string> parts) => parts.Contains(name, StringComparer.Ordinal)
        ? name : throw new FormatException($"--only: unknown part '{name}'; expected one of: {string.Join(", ", parts)}.");

    private static string Value(ReadOnlySpan<string> args, ref int i) =>
        i + 1 < args.Length ? args[++i] : throw new FormatException($"{args[i]} needs a value.");
}
