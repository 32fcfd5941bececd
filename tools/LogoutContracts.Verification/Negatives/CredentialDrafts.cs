using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Tokens;
using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Drafts for each credential of an operation: absent, empty, malformed, never issued, and of another session.</summary>
internal static class CredentialDrafts
{
    private static readonly string[] NoCredentials = ["not-a-credential", "!", "0"];

    /// <param name="caller">What the operation reads to find its caller.</param>
    public static IEnumerable<ConstraintDraft> Of(SessionModel sessions, ValueList<ShownValue> caller, PlannedVariant start)
    {
        if (start.Variant.Given.Caller != CallerStates.Active)
            yield break;
        foreach (var shown in caller)
        {
            var name = sessions.ValueNames[shown.Values[0]];
            if (!shown.IsAt(CarrierKind.Path))
            {
                yield return Draft("absent", $"{name} is required", $"no {name}", null);
                yield return Draft("empty", $"{name} must not be empty", $"an empty {name}", "");
            }

            yield return Draft("malformed", $"{name} has a format", $"a malformed {name}", Malformed(sessions.FormatOf(name)!));
            yield return new(
                $"{name}-unknown", $"{name} belongs to a session", start.Variant.At, $"a {name} that was never issued",
                new((request, valueOf) => request.With(shown, LookAlike.Of(valueOf(new(Role.Caller, name))))));
            if (caller.Count > 1)
            {
                yield return new(
                    $"{name}-mixed", $"{name} belongs to the same session as the other credentials", start.Variant.At,
                    $"the {name} of another user's session",
                    new((request, valueOf) => request.With(shown, valueOf(new(Role.Other, name))), NeedsOther: true));
            }

            ConstraintDraft Draft(string what, string title, string breaking, string? value) =>
                new($"{name}-{what}", title, start.Variant.At, breaking, new((request, _) => request.With(shown, value)));
        }
    }

    private static string Malformed(CredentialFormat format) => NoCredentials.First(text => !format.Matches(text));
}
