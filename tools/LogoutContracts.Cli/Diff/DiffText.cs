using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Settings;

namespace LogoutContracts.Cli.Diff;

/// <summary>The output of <c>diff</c>: for each change, what it is, where, who is affected and a request that shows it.</summary>
internal static class DiffText
{
    /// <summary>The description of <c>--fail-on</c>.</summary>
    public const string FailOn =
        "Exit with 1 if there are changes of this level, or of a higher one: error, warning or note";

    private const int LongestAnswer = 10;
    private const int Indent = 16;

    /// <param name="judged">The waivers, and the changes that they accept.</param>
    public static void Write(TextWriter output, ContractDifference difference, JudgedChanges judged, DiffStyle style)
    {
        var width = style.Width;
        foreach (var change in difference.Changes)
            Write(output, change, style);
        foreach (var (change, waiver) in judged.Waived)
        {
            var until = WaiverEntry.Date(waiver.Expires);
            Paragraph(output, "accepted", $"{change.Id} ({Subject(change)}), until {until}: {waiver.Reason}", width);
        }

        foreach (var waiver in judged.Expired)
            Paragraph(output, "expired", $"the waiver for {waiver.Id}, on {WaiverEntry.Date(waiver.Expires)}; it has no effect", width);
        foreach (var waiver in judged.Unused)
            Paragraph(output, "unused", $"the waiver for {waiver.Id}: there is no such change", width);
        foreach (var undecided in difference.Undecided)
            Paragraph(output, "could not judge", undecided.ToString(), width);
        output.WriteLine(Summary(difference));
    }

    /// <summary>The number of changes per level, in a sentence.</summary>
    public static string Summary(ContractDifference difference)
    {
        var counts = new[] { ChangeLevel.Error, ChangeLevel.Warning, ChangeLevel.Note }
            .Select(level => (Level: level, Count: difference.Changes.Count(change => change.Level == level)))
            .Where(each => each.Count > 0)
            .Select(each => string.Create(
                CultureInfo.InvariantCulture, $"{each.Count} {Word(each.Level)}{(each.Count == 1 ? "" : "s")}"));
        var found = difference.Changes.Count == 0 ? "No changes" : string.Join(", ", counts);
        return difference.Undecided.Count == 0 ? $"{found}." : string.Create(
            CultureInfo.InvariantCulture, $"{found}, but {difference.Undecided.Count} parts could not be judged, so there may be more.");
    }

    public static void WriteList(TextWriter output)
    {
        foreach (var rule in DiffRules.All)
            output.WriteLine($"{rule.Id,-22} {Word(rule.Level),-8} {Word(rule.Audience),-9} {rule.What}");
    }

    public static void WriteExplanation(TextWriter output, DiffRule rule, int width)
    {
        output.WriteLine($"{rule.Id} ({Word(rule.Level)}, {Word(rule.Audience)})");
        Paragraph(output, "change", rule.What, width);
        Paragraph(output, "why", rule.Why, width);
        Paragraph(output, "what to do", rule.Fix, width);
        Paragraph(output, "level", LevelOf(rule), width);
    }

    /// <summary>The operation, or the contract if it is not about one, and the releases.</summary>
    public static string Subject(ContractChange change)
    {
        var place = change.Path.Length == 0 ? change.Contract : $"{change.Contract} {change.Method} {change.Path}";
        return change.Releases.Count == 0 ? place : $"{place} ({string.Join(", ", change.Releases)})";
    }

    public static string Word(ChangeLevel level) => level.ToString().ToLowerInvariant();

    private static string Word(Audience audience) => audience switch
    {
        Audience.Client => "clients",
        Audience.Provider => "providers",
        _ => "logouts",
    };

    private static string LevelOf(DiffRule rule) => rule.Audience == Audience.Logout
        ? "Always an error, even if the old contract only assumed what has changed."
        : rule.Level == ChangeLevel.Note ? "Always a note."
        : $"{Capital(Word(rule.Level))}; one lower if the old contract only assumed what has changed.";

    /// <summary>Prints one change.</summary>
    public static void Write(TextWriter output, ContractChange change, DiffStyle style)
    {
        var width = style.Width;
        output.WriteLine($"{Word(change.Level).ToUpperInvariant()} {change.Rule.Id}: {Subject(change)}");
        if (change.Requests.Length > 0)
            Paragraph(output, "requests", change.Requests, width);
        foreach (var text in change.Texts)
            Paragraph(output, "change", text, width);
        if (change.Level > ChangeLevel.Note)
        {
            Paragraph(output, "why", change.Rule.Why, width);
            Paragraph(output, "what to do", change.Rule.Fix, width);
        }

        if (change.Old is not null)
            Paragraph(output, "old", change.Old.ToString(), width);
        if (change.New is not null)
            Paragraph(output, "new", change.New.ToString(), width);
        WriteWitness(output, change, width);
        Paragraph(output, "id", change.Id, width);

        // On one line, to be copied.
        if (change.Level >= style.FailOn)
            output.WriteLine($"{"  to accept".PadRight(Indent)}{WaiverEntry.Of(change.Id, style.Today)}");
        output.WriteLine();
    }

    private static void WriteWitness(TextWriter output, ContractChange change, int width)
    {
        if (change.Witness is not { } witness)
        {
            if (change.WithoutWitness.Length > 0)
                Paragraph(output, "request", $"none: {change.WithoutWitness}", width);
            return;
        }

        if (change.Level > ChangeLevel.Note)
        {
            var (old, @new) = (WitnessText.Of(witness.Old), WitnessText.Of(witness.New));
            Lines(output, "request", "> ", old.Request);
            if (!old.Request.Equals(@new.Request, StringComparison.Ordinal))
                Lines(output, "request (new)", "> ", @new.Request);
            Paragraph(output, "old answer", WitnessText.Short(old.Response), width);
            Paragraph(output, "new answer", WitnessText.Short(@new.Response), width);
        }

        Paragraph(
            output, "replayed", witness.Obstacle.Length > 0 ? $"no: {witness.Obstacle}"
                : witness.Replayed.Length > 0 ? $"{witness.Replayed}{(witness.IsConfirmed == true ? "" : ", which was not expected")}"
                    : "no", width);
    }

    private static void Lines(TextWriter output, string label, string prefix, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var shown = lines.Take(LongestAnswer).Select(line => $"{prefix}{line}");
        foreach (var (i, line) in (lines.Length > LongestAnswer ? shown.Append($"{prefix}…") : shown).Index())
            output.WriteLine($"{(i == 0 ? $"  {label}" : "").PadRight(Indent)}{line}".TrimEnd());
    }

    /// <summary>Prints a text behind a label, with a hanging indent.</summary>
    public static void Paragraph(TextWriter output, string label, string text, int width) =>
        LabelledText.Write(output, label, text, Indent, width);

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}

/// <summary>How changes are printed.</summary>
/// <param name="Width">Of a line.</param>
/// <param name="FailOn">For changes of this level and above, the entry that accepts them is printed.</param>
/// <param name="Today">The date in UTC.</param>
internal sealed record DiffStyle(int Width, ChangeLevel FailOn, DateOnly Today);
