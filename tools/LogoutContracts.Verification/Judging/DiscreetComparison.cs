using LogoutContracts.Mocks.Requests;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Judging;

/// <summary>Comparisons without secrets.</summary>
internal static class DiscreetComparison
{
    /// <summary>What differs may be a credential that no session knows of, such as one that a logout hands out.</summary>
    public static Comparison Of(Comparison comparison, RoleSessions cast)
    {
        var shown = comparison.Differs ? Hashed(comparison) : comparison;
        return shown with { Expected = cast.WithoutHidden(shown.Expected), Actual = cast.WithoutHidden(shown.Actual) };
    }

    private static Comparison Hashed(Comparison comparison)
    {
        string Hash(string value) => SecretText.IsHarmless(value) || comparison.Expected.Contains(value, StringComparison.Ordinal) ? value : Redactor.Hash(value);
        return comparison with
        {
            Actual = comparison.Part.Equals("header Set-Cookie", StringComparison.OrdinalIgnoreCase)
                ? string.Join(" | ", comparison.Actual.Split(" | ").Select(value => SecretText.SetCookie(value, Hash)))
                : SecretText.Fields(comparison.Actual, isRequest: false, Hash),
        };
    }
}
