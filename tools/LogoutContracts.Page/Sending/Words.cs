using LogoutContracts.Verification.Results;

namespace LogoutContracts.Page.Sending;

/// <summary>Names of values in JSON.</summary>
internal static class Words
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.NotApplicable => "not applicable",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    public static string Of(StepKind kind) => kind.ToString().ToLowerInvariant();
}
