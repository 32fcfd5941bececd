using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class LifetimeShortened() : ModelRule(
    "lifetime-shortened", Audience.Client, ChangeLevel.Warning,
    "A session or credential lives shorter.",
    "Clients are refused earlier than they expect.",
    "Make sure that clients log in again, or renew in time.")
{
    public override IEnumerable<Finding> Find(ContractPair pair)
    {
        var (old, @new) = (pair.Old.Contract.Sessions, pair.New.Contract.Sessions);
        if (Times.IsLonger(@new.IdleTimeout, old.IdleTimeout))
        {
            var wasAssumed = old.IdleTimeout is not null && old.IdleTimeoutBasis is null;
            yield return new(Times.Idle(old.IdleTimeout, @new.IdleTimeout), wasAssumed, "idle");
        }

        foreach (var (one, other) in pair.Names.Credentials.Where(pair => Times.IsLonger(pair.New.Lifetime, pair.Old.Lifetime)))
        {
            var wasAssumed = one.Lifetime is not null && one.LifetimeBasis is null;
            yield return new(Times.Lives(one, other), wasAssumed, $"lifetime of {Places.Of(other)}");
        }
    }
}
