using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Flaws;

namespace LogoutContracts.Cli.Options;

/// <summary>Errors of <c>--flaw</c>.</summary>
internal static class FlawErrors
{
    public static UserErrorException UnknownFlaw(string found, IReadOnlyCollection<string> known) => ErrorText.Error($"--flaw: no flaw '{found}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(found, known)}");

    public static UserErrorException FlawShowsNowhere(Flaw flaw) => ErrorText.Error(
        $"--flaw: '{flaw.Name}' shows on none of these contracts, which lack what it gets wrong; expected one that has it, such as {flaw.On}; start that one.");
}
