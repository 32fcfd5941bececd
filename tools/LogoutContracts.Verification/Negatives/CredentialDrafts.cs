using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Drafts for each credential of an operation: absent, empty, malformed, never issued, and of another session.</summary>
internal static class CredentialDrafts
{
    private static readonly string[] NoCredentials = ["not-a-credential", "!", "0"];

    public static IEnumerable<ConstraintDraft> Of(SessionModel sessions, PlannedVariant start)
    {
        if (start.Variant.Given.Caller != CallerStates.Active)
            yield break;
        foreach (var credential in sessions.Credentials)
        {
            var name = credential.Name;
            yield return Draft("absent", $"{name} is required", $"no {name}", null);
            yield return Draft("empty", $"{name} must not be empty", $"an empty {name}", "");
            yield return Draft("malformed", $"{name} has a format", $"a malformed {name}", Malformed(credential.Format));
            yield return new(
                $"{name}-unknown", $"{name} belongs to a session", start.Variant.At, $"a {name} that was never issued",
                new((request, valueOf) => With(request, credential, LookAlike.Of(valueOf(new(Role.Caller, name))))));
            if (sessions.Credentials.Count > 1)
            {
                yield return new(
                    $"{name}-mixed", $"{name} belongs to the same session as the other credentials", start.Variant.At,
                    $"the {name} of another user's session",
                    new((request, valueOf) => With(request, credential, valueOf(new(Role.Other, name))), NeedsOther: true));
            }

            ConstraintDraft Draft(string what, string title, string breaking, string? value) =>
                new($"{name}-{what}", title, start.Variant.At, breaking, new((request, _) => With(request, credential, value)));
        }
    }

    /// <summary>Sets the credential in the carrier of the example, and removes it from all others.</summary>
    private static RenderedRequest With(RenderedRequest request, Credential credential, string? value)
    {
        var carrier = credential.Carriers.FirstOrDefault(carrier => IsThere(request, carrier)) ?? credential.Carriers[0];
        foreach (var each in credential.Carriers)
            request = Set(request, each, ReferenceEquals(each, carrier) ? value : null);
        return request;
    }

    private static RenderedRequest Set(RenderedRequest request, Carrier carrier, string? value) =>
        carrier.Kind == CarrierKind.Cookie
            ? request.WithCookie(carrier.Name, value)
            : request.WithHeader(carrier.Name, value is null ? null : $"{carrier.Prefix}{value}{carrier.Suffix}");

    private static bool IsThere(RenderedRequest request, Carrier carrier) => carrier.Kind == CarrierKind.Cookie
        ? request.CookieNames().Contains(carrier.Name, StringComparer.Ordinal)
        : request.Header(carrier.Name) is not null;

    private static string Malformed(CredentialFormat format) => NoCredentials.First(text => !format.Matches(text));
}
