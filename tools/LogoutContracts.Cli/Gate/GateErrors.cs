using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Gate;

/// <summary>Errors of <c>gate</c>.</summary>
internal static class GateErrors
{
    public static UserErrorException NoSpecs() => ErrorText.Error(
        "--specs: there is no folder 'specs' here; name the folder of the contracts to gate, or run the command where that folder is.");
}
