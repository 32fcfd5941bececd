using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Flaws;

namespace LogoutContracts.Cli.Options;

/// <summary>Errors of <c>--flaw</c>.</summary>
internal static class FlawErrors
{
    public static UserErrorException UnknownFlaw(string found, IReadOnlyCollection<string> known) =>
        ErrorText.Error($"--flaw: unknown flaw '{found}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(found, known)}");

    public static UserErrorException FlawOfReplicas(Flaw flaw) => ErrorText.Error(
        $"--flaw: '{flaw.Name}' shows only on two servers that share sessions; expected a flaw of one server. To see it, run " +
        $"'{ProgramInfo.Name} audit {flaw.On} --mock --flaw {flaw.Name}'.");

    public static UserErrorException FlawShowsNowhere(Flaw flaw) => ErrorText.Error(
        $"--flaw: '{flaw.Name}' has no effect on the selected contracts; expected a contract that it applies to, such as {flaw.On}.");
}
