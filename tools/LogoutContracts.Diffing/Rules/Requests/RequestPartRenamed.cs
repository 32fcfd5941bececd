using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class RequestPartRenamed() : GivenRule(
    "request-part-renamed", Audience.Client, ChangeLevel.Error,
    "A header, cookie or parameter that requests need has another name.",
    "Clients send it under its old name.",
    "Read both names for a while, or release the change as a new version.")
{
    public static Finding Of(string old, string @new) => new($"{old} is now {@new}.", false, $"{old} → {@new}");
}
