using System.Text.Json;

namespace LogoutContracts.Serving.Admin;

/// <summary>An occasion as fields of whatever it belongs to: <c>next</c>, <c>every</c>, or <c>share</c> with <c>seed</c>; none of them is always.</summary>
internal static class OccasionFields
{
    private const int Most = int.MaxValue;

    private static readonly string[] Names = ["next", "every", "share"];

    public static Occasion Read(AdminFields fields)
    {
        var given = Names.Where(fields.Has).ToList();
        if (given.Count > 1)
            fields.Report(given[1], $"Only one of next, every and share can be given, and there are {string.Join(" and ", given)}.");
        var next = fields.Whole("next", 1, Most);
        var every = fields.Whole("every", 1, Most);
        var share = fields.Fraction("share");
        var seed = fields.Whole("seed", int.MinValue, int.MaxValue);
        if (fields.Has("seed") && !fields.Has("share"))
            fields.Report("seed", "'seed' chooses the requests of a share, and no share is given.");
        return next is { } count ? new Occasion.Next((int)count)
            : every is { } nth ? new Occasion.Every((int)nth)
            : share is { } fraction ? new Occasion.Share(fraction, (int)(seed ?? 0)) : new Occasion.Always();
    }

    public static void Write(Utf8JsonWriter json, Occasion occasion)
    {
        WriteNumber("next", (occasion as Occasion.Next)?.Count);
        WriteNumber("every", (occasion as Occasion.Every)?.Nth);
        WriteNumber("share", (occasion as Occasion.Share)?.Fraction);
        WriteNumber("seed", (occasion as Occasion.Share)?.Seed);

        void WriteNumber(string name, double? number)
        {
            if (number is { } known)
                json.WriteNumber(name, known);
            else
                json.WriteNull(name);
        }
    }
}
