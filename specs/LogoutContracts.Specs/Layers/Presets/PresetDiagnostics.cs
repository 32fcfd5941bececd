using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Layers.Presets;

/// <summary>Diagnostics about presets: one method per rule, so that all wording is in one place.</summary>
internal static class PresetDiagnostics
{
    public static void UnknownPreset(
        this DiagnosticList problems, Position at, string name, IReadOnlyCollection<string> known) => problems.Add(
        "unknown-preset", at, $"'use: {name}' in 'x-contract.session.preset'",
        $"{DiagnosticList.Choice(known)}, or the path of a preset, which ends in .yaml",
        Spelling.Suggestion(name, known) is { } near ? $"did you mean '{near}'?" : "use one of these, or write a preset of your own");

    public static void UnreadablePreset(this DiagnosticList problems, Position at, string name, string reason) => problems.Add(
        "unreadable-preset", at, $"'use: {name}' in 'x-contract.session.preset', but {reason}",
        "the path of a preset, relative to this file", "correct the path");
}
