using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Logouts;

internal sealed class WindowGrows() : ModelRule(
    "window-grows", Audience.Logout, ChangeLevel.Error,
    "A session or credential lives longer.",
    "A token that nobody ends can be used for longer.",
    "Keep the time, or shorten it.")
{
    public override IEnumerable<Finding> Find(ContractPair pair)
    {
        var (old, @new) = (pair.Old.Contract.Sessions, pair.New.Contract.Sessions);
        if (Times.IsLonger(old.IdleTimeout, @new.IdleTimeout))
            yield return new(Times.Idle(old.IdleTimeout, @new.IdleTimeout), false, "idle");
        foreach (var (one, other) in pair.Names.Credentials.Where(pair => Times.IsLonger(pair.Old.Lifetime, pair.New.Lifetime)))
            yield return new(Times.Lives(one, other), false, $"lifetime of {Places.Of(other)}");
    }
}
