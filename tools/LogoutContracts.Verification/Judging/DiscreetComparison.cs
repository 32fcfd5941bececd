using LogoutContracts.Mocks.Requests;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Judging;

/// <summary>Hides the secrets in comparisons.</summary>
internal static class DiscreetComparison
{
    /// <summary>Hashes secrets. A difference may also be a credential of no known session, such as one that a logout returns.</summary>
    public static Comparison Of(Comparison comparison, RoleSessions roles)
    {
        var shown = comparison.Differs ? Hashed(comparison) : comparison;
        return shown with { Expected = roles.WithoutHidden(shown.Expected), Actual = roles.WithoutHidden(shown.Actual) };
    }

    private static Comparison Hashed(Comparison comparison)
    {
        string Hash(string value) =>
            SecretText.IsHarmless(value) || comparison.Expected.Contains(value, StringComparison.Ordinal) ? value : Redactor.Hash(value);
        return comparison with
        {
            Actual = comparison.Part.Equals("header Set-Cookie", StringComparison.OrdinalIgnoreCase)
                ? string.Join(" | ", comparison.Actual.Split(" | ").Select(value => SecretText.SetCookie(value, Hash)))
                : SecretText.Fields(comparison.Actual, isRequest: false, Hash),
        };
    }
}
