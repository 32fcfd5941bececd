using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.Cli.Stubs;

/// <summary>Errors of <c>--stubs</c>.</summary>
internal static class StubErrors
{
    public static UserErrorException NoFolder(string path) => ErrorText.Error(
        $"--stubs: '{path}' is not a folder; expected a folder with mappings of WireMock or WireMock.Net. Check the path.");

    public static UserErrorException BadStubs(IEnumerable<Diagnostic> problems) =>
        ErrorText.Problems(problems, "these stubs have problems; fix those above.");
}
