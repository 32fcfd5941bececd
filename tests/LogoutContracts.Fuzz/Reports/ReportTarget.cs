using LogoutContracts.Fuzz.Engine;
using LogoutContracts.Tests.Verification.Reports;

namespace LogoutContracts.Fuzz.Reports;

/// <summary>Every report keeps its format, whatever text a target answers with.</summary>
internal sealed class ReportTarget() : FuzzTarget("reports")
{
    // The text is in a report many times.
    private const int MaxLength = 2_000;

    private static readonly Action<string>[] Promises =
    [
        new ReportJUnit().It_fits_the_schema_whatever_a_target_answers,
        new ReportSchemas().JSON_fits_its_schema_whatever_a_target_answers,
        new ReportSchemas().JSON_is_exact_and_has_nothing_hidden_in_it,
        new ReportHtml().Nothing_that_a_target_answers_is_markup,
        new ReportHtml().What_does_not_show_is_shown,
        new ReportMarkdown().Nothing_that_a_target_answers_is_markup,
        new ReportGitHub().Each_line_is_one_command_of_ours,
    ];

    // UTF-16, so that every text can be made, even half a surrogate pair.
    public override IReadOnlyList<byte[]> Samples { get; } =
        [.. HostileTexts.All.Select(text => Utf16((string)text.Arguments[0]!)), Utf16("{ \"token\": \"a\" }")];

    public override IReadOnlyList<byte[]> Words { get; } =
    [
        .. new[]
        {
            "<", ">", "&", "\"", "'", "`", "|", "\\", "\n", "\r", "]]>", "<!--", "-->", "::error", "##[", "%0A", "](", "<img", "\u202E",
            "\u2028", "\uFFFE", "\0", "\U0001F600", "\uFEFF", "@", "://",
        }.Select(Utf16),
    ];

    public override Task<string?> TryAsync(byte[] input)
    {
        var text = string.Create(Math.Min(MaxLength, input.Length / 2), input, static (characters, bytes) =>
        {
            for (var i = 0; i < characters.Length; i++)
                characters[i] = (char)(bytes[2 * i] | (bytes[(2 * i) + 1] << 8));
        });

        // The promises are about texts that show.
        foreach (var promise in Promises)
            promise($"x{text}");
        return Task.FromResult<string?>(null);
    }

    private static byte[] Utf16(string text) => [.. text.SelectMany(character => new[] { (byte)character, (byte)(character >> 8) })];
}
