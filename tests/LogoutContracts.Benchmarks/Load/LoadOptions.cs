using System.Globalization;

namespace LogoutContracts.Benchmarks.Load;

/// <summary>What the command line of the load bench says.</summary>
internal sealed record LoadOptions
{
    public static string Usage(IEnumerable<string> parts) => $"""
        load: our mock beside a bare Kestrel, driven with wrk
          --rounds N         how often everything is measured, in turn (5)
          --seconds N        of each measurement (5)
          --warm N           seconds of load before it, for our servers and the bare ones (3)
          --connections N    of wrk (32)
          --only NAME        one part: {string.Join(", ", parts)}; may be repeated
          --peers            WireMock and Prism too; their node_modules are in tests/Independent, or in $LOGOUT_CONTRACTS_NPM
          --markdown         the table as Markdown
        """;

    public int Rounds { get; init; } = 5;

    public int Seconds { get; init; } = 5;

    public int WarmUp { get; init; } = 3;

    public int Connections { get; init; } = 32;

    public bool Peers { get; init; }

    public bool Markdown { get; init; }

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <exception cref="FormatException">Says what is wrong.</exception>
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
                _ => throw new FormatException($"'{args[i]}' is no option of load."),
            };
        }

        return options;
    }

    private static int Number(ReadOnlySpan<string> args, ref int i)
    {
        var name = args[i];
        var text = Value(args, ref i);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException($"{name} takes a number from 1, not '{text}'.");
    }

    private static string Part(string name, IReadOnlyList<string> parts) =>
        parts.Contains(name, StringComparer.Ordinal) ? name : throw new FormatException($"--only takes one of {string.Join(", ", parts)}, not '{name}'.");

    private static string Value(ReadOnlySpan<string> args, ref int i) => i + 1 < args.Length ? args[++i] : throw new FormatException($"{args[i]} wants a value.");
}
