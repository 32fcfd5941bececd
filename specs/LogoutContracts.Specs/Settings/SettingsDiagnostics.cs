using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Settings;

/// <summary>Diagnostics about settings: one method per rule, so that all wording is in one place.</summary>
internal static class SettingsDiagnostics
{
    public static void UnknownRule(
        this DiagnosticList problems, Position at, string found, IReadOnlyCollection<string> known) => problems.Add(
        "unknown-rule", at, $"unknown rule '{found}'", DiagnosticList.Choice(known),
        Spelling.Suggestion(found, known) is { } near ? $"did you mean '{near}'?" : "remove it; 'diff --list' prints the rules");

    public static void LevelOfLogoutRule(this DiagnosticList problems, Position at, string rule) => problems.Add(
        "level-of-logout-rule", at, $"a level for '{rule}', a rule about the end of sessions",
        "levels of other rules: a change that weakens a logout is always an error",
        "remove it; if a single change is intended, add a waiver for its id");

    public static void NoReason(this DiagnosticList problems, Position at) => problems.Add(
        "no-reason", at, "an empty reason", "why the change is accepted", "write one sentence for the people who review it");

    public static void DuplicateWaiver(this DiagnosticList problems, Position at, string id, Position first) => problems.Add(
        "duplicate-waiver", at, string.Create(CultureInfo.InvariantCulture, $"a second waiver for '{id}', first on line {first.Line}"),
        "one waiver per change", "remove one of them");
}
