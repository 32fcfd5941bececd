using System.Globalization;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Settings;

/// <summary>The file <c>.logout-contracts.yaml</c>: which changes of contracts are accepted.</summary>
/// <param name="Levels">In file order, each rule at most once.</param>
/// <param name="Waivers">In file order, each id at most once.</param>
public sealed partial record SettingsFile(ValueList<RuleLevel> Levels, ValueList<Waiver> Waivers)
{
    public const string FileName = ".logout-contracts.yaml";

    /// <summary>No levels and no waivers.</summary>
    public static SettingsFile Empty { get; } = new([], []);

    /// <summary>The words for levels, the most serious first.</summary>
    public static ValueList<string> LevelNames { get; } = ["error", "warning", "note"];

    /// <summary>Reads the file.</summary>
    /// <param name="rules">The ids of the rules whose level can be set.</param>
    /// <param name="fixedRules">The ids of the rules about logouts, whose level cannot.</param>
    /// <returns>The settings, or all problems.</returns>
    public static Parsed<SettingsFile> Read(TextFile file, IReadOnlyCollection<string> rules, IReadOnlyCollection<string> fixedRules)
    {
        var problems = new DiagnosticList(file.Name);
        var settings = Empty;
        switch (YamlComposer.Compose(file.Utf8.Span, problems))
        {
            case MapNode root:
                settings = new Reading(new(file.Name, root, problems), rules, fixedRules).Settings();
                break;
            case { } other:
                problems.NoMap(other.At, SpecDocument.Found(other), "the settings");
                break;
            default:
                // A file with comments only is what is left when the last waiver is removed.
                if (problems.All is [{ Rule: "empty-file" }])
                    return Parsed<SettingsFile>.Of(Empty);
                break;
        }

        return problems.Any ? Parsed<SettingsFile>.Failed(problems.All) : Parsed<SettingsFile>.Of(settings);
    }

    [GeneratedRegex("^[a-z][a-z-]*-[0-9a-f]{8,}$", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeId();

    private sealed class Reading(SpecDocument document, IReadOnlyCollection<string> rules, IReadOnlyCollection<string> fixedRules)
    {
        private DiagnosticList Problems => document.Problems;

        public SettingsFile Settings()
        {
            var root = new Fields(document.Root, "the settings", document);
            var settings = new SettingsFile(Levels(root).ToValueList(), Waivers(root).ToValueList());
            root.RejectOthers();
            return settings;
        }

        private IEnumerable<RuleLevel> Levels(Fields root)
        {
            var levels = IsEmpty(root.Optional("rules")) ? null : root.OptionalMap("rules");
            foreach (var entry in levels?.Map.Entries ?? [])
            {
                var level = document.TextOf(entry.Value, $"the level of '{entry.Key}'");
                if (fixedRules.Contains(entry.Key, StringComparer.Ordinal))
                    Problems.LevelOfLogoutRule(entry.At, entry.Key);
                else if (!rules.Contains(entry.Key, StringComparer.Ordinal))
                    Problems.UnknownRule(entry.At, entry.Key, rules);
                else if (level is not null && !LevelNames.Contains(level, StringComparer.Ordinal))
                    Problems.NotOneOf(entry.Value.At, level, $"the level of '{entry.Key}'", LevelNames);
                else if (level is not null)
                    yield return new(entry.Key, level, entry.At);
            }
        }

        private IEnumerable<Waiver> Waivers(Fields root)
        {
            var first = new Dictionary<string, Position>(StringComparer.Ordinal);
            foreach (var item in IsEmpty(root.Optional("waivers")) ? [] : root.OptionalList("waivers"))
            {
                if (document.FieldsOf(item, "a waiver") is not { } fields)
                    continue;
                var (id, reason, expires) = (fields.Text("id"), fields.Text("reason"), fields.Text("expires"));
                fields.RejectOthers();
                if (id is not null && !ChangeId().IsMatch(id))
                    Problems.Malformed(fields.PositionOf("id"), id, fields.Name("id"), "the id of a change, as reports print it");
                else if (id is not null && !first.TryAdd(id, fields.PositionOf("id")))
                    Problems.DuplicateWaiver(fields.PositionOf("id"), id, first[id]);
                if (string.IsNullOrWhiteSpace(reason) && reason is not null)
                    Problems.NoReason(fields.PositionOf("reason"));
                DateOnly last = default;
                if (expires is not null && !IsDate(expires, out last))
                    Problems.Malformed(fields.PositionOf("expires"), expires, fields.Name("expires"), "a date, such as 2026-12-31");
                if (id is not null && reason is not null && expires is not null)
                    yield return new(id, reason, last, item.At);
            }
        }

        private static bool IsDate(string text, out DateOnly date) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

        // A key whose last entry was removed.
        private static bool IsEmpty(Node? node) => node is ScalarNode { Kind: ScalarKind.Null };
    }
}
