using System.Globalization;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>Helpers with random results.</summary>
internal static class RandomHelpers
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Hexadecimal = "0123456789abcdef";
    private const int DefaultLength = 36;
    private const int MaxLength = 10_000;

    private static readonly string[] Types = ["ALPHANUMERIC", "ALPHABETIC", "NUMERIC", "HEXADECIMAL", "UUID"];

    public static IReadOnlyList<TemplateHelper> All { get; } =
    [
        new("randomValue", 0, 0, ["length", "type", "uppercase"], Value, ValueProblem),
        new("randomInt", 0, 0, ["lower", "upper"], Whole),
        new("pickRandom", 1, int.MaxValue, [], Picked),
    ];

    private static string Value(HelperCall call)
    {
        var length = Math.Clamp(TemplateValues.WholeOf(call.Option("length")) ?? DefaultLength, 0, MaxLength);
        var text = call.Option("type") switch
        {
            "UUID" => Uuid(call.Context.Random),
            "ALPHABETIC" => Characters(call, Letters, length),
            "NUMERIC" => Characters(call, Digits, length),
            "HEXADECIMAL" => Characters(call, Hexadecimal, length),
            _ => Characters(call, Letters + Digits, length),
        };
        return TemplateHelpers.IsSet(call, "uppercase") ? text.ToUpperInvariant() : text;
    }

    private static string? ValueProblem(HelperCall call) =>
        call.Option("type") is not { } type || Types.Contains(type, StringComparer.Ordinal)
            ? null : $"one of the types {string.Join(", ", Types)}, not '{type}'";

    private static string Characters(HelperCall call, string alphabet, int length) =>
        new([.. call.Context.Random.GetItems<char>(alphabet, length)]);

    private static string Uuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    private static string Whole(HelperCall call)
    {
        var lower = TemplateValues.WholeOf(call.Option("lower")) ?? int.MinValue;
        var upper = TemplateValues.WholeOf(call.Option("upper")) ?? int.MaxValue;
        return (lower >= upper ? lower : call.Context.Random.NextInt64(lower, upper)).ToString(CultureInfo.InvariantCulture);
    }

    private static object? Picked(HelperCall call)
    {
        var items = call.Arguments.Count == 1
            ? [.. TemplateValues.ItemsOf(call.Arguments[0]).Select(item => item.Value)] : call.Arguments;
        return items.Count == 0 ? null : items[call.Context.Random.Next(items.Count)];
    }
}
