using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Providers;

internal sealed class AlternativeRemoved() : GivenRule(
    "alternative-removed", Audience.Provider, ChangeLevel.Warning,
    "A provider may no longer give another answer instead.",
    "Servers that use the alternative passed verify, and now fail.",
    "Keep the alternative as long as there are such servers.")
{
    public static Finding Of(string answer) => new($"Alternative no longer allowed: {answer}.");
}
