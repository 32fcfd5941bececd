using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Sessions with generated values, for finding the variant of a request before real sessions are open.</summary>
internal sealed record SampleSessions(ValueList<KnownSession> Known, Func<Hole, string> ValueOf)
{
    public static SampleSessions Of(MockPlan plan, PlannedVariant start)
    {
        var sessions = plan.Contract.Sessions;
        var isSelf = start.Variant.Given.Target == TargetStates.Self;
        var other = sessions.ValueNames
            .Select(name => new SeededValue(name, Made(sessions.FormatOf(name)!, $"other {name}"))).ToValueList();
        var known = start.Seeds.Sessions.Where(seed => seed.Role == Role.Caller || (seed.Role == Role.Target && !isSelf))
            .Select(seed => new KnownSession(seed.User, seed.Kind, SessionState.Active, seed.Values))
            .Append(new("somebody else", sessions.DefaultKind, SessionState.Active, other)).ToValueList();
        return new(known, ValueOf);

        string ValueOf(Hole hole) => hole.Role == Role.Other
            ? other.First(value => string.Equals(value.Name, hole.Name, StringComparison.Ordinal)).Value : start.Seeds.ValueOf(hole);
    }

    /// <summary>A value of this format that was never issued.</summary>
    public static string Made(CredentialFormat format, string name) =>
        format.Generate(SHA256.HashData(Encoding.UTF8.GetBytes($"negative {name}")));
}
