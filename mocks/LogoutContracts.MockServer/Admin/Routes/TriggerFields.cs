using System.Text.Json;
using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>
/// Reads and writes a trigger as fields of an override: <c>next</c>, <c>every</c>, or <c>share</c> with <c>seed</c>; none of them means
/// always.
/// </summary>
internal static class TriggerFields
{
    private const int Most = int.MaxValue;

    private static readonly string[] Names = ["next", "every", "share"];

    public static Trigger Read(AdminFields fields)
    {
        var given = Names.Where(fields.Has).ToList();
        if (given.Count > 1)
            fields.Report(given[1], $"Set only one of 'next', 'every' and 'share'; found: {string.Join(", ", given)}.");
        var next = fields.Whole("next", 1, Most);
        var every = fields.Whole("every", 1, Most);
        var share = fields.Fraction("share");
        var seed = fields.Whole("seed", int.MinValue, int.MaxValue);
        if (fields.Has("seed") && !fields.Has("share"))
            fields.Report("seed", "'seed' requires 'share'.");
        return next is { } count ? new Trigger.Next((int)count)
            : every is { } nth ? new Trigger.Every((int)nth)
            : share is { } fraction ? new Trigger.Share(fraction, (int)(seed ?? 0)) : new Trigger.Always();
    }

    public static void Write(Utf8JsonWriter json, Trigger trigger)
    {
        WriteNumber("next", (trigger as Trigger.Next)?.Count);
        WriteNumber("every", (trigger as Trigger.Every)?.Nth);
        WriteNumber("share", (trigger as Trigger.Share)?.Fraction);
        WriteNumber("seed", (trigger as Trigger.Share)?.Seed);

        void WriteNumber(string name, double? number)
        {
            if (number is { } known)
                json.WriteNumber(name, known);
            else
                json.WriteNull(name);
        }
    }
}
