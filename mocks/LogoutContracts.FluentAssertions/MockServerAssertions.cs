using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using LogoutContracts.Diffing.Calls;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.FluentAssertions;

/// <summary>
/// Assertions on a client's effect on a mock: its sessions, and the requests in the journal. Failure messages include the journal.
/// </summary>
public sealed class MockServerAssertions(LogoutMockServer mock) : ReferenceTypeAssertions<LogoutMockServer, MockServerAssertions>(mock)
{
    protected override string Identifier => "mock";

    /// <summary>Asserts that the session has ended.</summary>
    /// <param name="credential">The session's credential. If it has several, the one that no other session shares.</param>
    public AndConstraint<MockServerAssertions> HaveEndedSession(string credential, string because = "", params object[] becauseArgs)
    {
        var state = Subject.StateOf(credential);
        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(state == SessionState.Ended).FailWith(
            "Expected {context:mock} to have ended the session{reason}, but "
            + (state is null ? "it does not know this session" : $"the session is {state.ToString()!.ToLowerInvariant()}")
            + $".\n{JournalText.Of(Subject)}");
        return new(this);
    }

    /// <summary>Asserts that the client logged the session out, and did not use its credential afterwards.</summary>
    /// <param name="credential">The session's credential. If it has several, the one that no other session shares.</param>
    public AndConstraint<MockServerAssertions> HaveReceivedNoCallAfterLogout(
        string credential, string because = "", params object[] becauseArgs)
    {
        var calls = Subject.CallsOf(credential);
        var logout = calls.ToList().FindIndex(entry => entry is { CallerBefore: CallerStates.Active, CallerAfter: CallerStates.Ended });
        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(logout >= 0)
            .FailWith(
                "Expected {context:mock} to have received no call after the logout{reason}, but there was no logout.\n"
                + JournalText.Of(Subject))
            .Then.ForCondition(calls.Count == logout + 1).FailWith(
                "Expected {context:mock} to have received no call with the credential after its logout{reason}, but it received {0}.\n"
                + JournalText.Of(Subject), calls.Count - logout - 1);
        return new(this);
    }

    /// <summary>
    /// Asserts that another release of the product answers the client's calls alike: no call is refused or has another status, and no part
    /// of an answer is gone. Texts and additions do not count. Applies to the first contract.
    /// </summary>
    /// <param name="release">A release that the contract lists.</param>
    /// <exception cref="ArgumentException">The contract does not list the release.</exception>
    public AndConstraint<MockServerAssertions> HaveReceivedOnlyCallsThatWorkWith(
        string release, string because = "", params object[] becauseArgs)
    {
        var contract = Subject.Plans.First().Contract;
        return contract.Releases.Known.Contains(release, StringComparer.Ordinal)
            ? HaveReceivedOnlyCallsThatWorkWith(new ContractVersion(contract, release), because, becauseArgs)
            : throw new ArgumentException(
                $"'{contract.Id}' has no release '{release}'; expected one of: {string.Join(", ", contract.Releases.Known)}.",
                nameof(release));
    }

    /// <summary>
    /// Asserts that another version of the first contract answers the client's calls alike: no call is refused or has another status, and
    /// no part of an answer is gone. Texts and additions do not count.
    /// </summary>
    public AndConstraint<MockServerAssertions> HaveReceivedOnlyCallsThatWorkWith(
        ContractVersion version, string because = "", params object[] becauseArgs)
    {
        var plan = Subject.Plans.First();
        var difference = CallDiff.Between(
            new(plan.Contract, plan.Release), version, JournalCalls.Of(Subject, plan.Contract.Id));
        var broken = difference.Changes.Where(change => change.Level == ChangeLevel.Error).ToList();
        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(difference.Fitting > 0)
            .FailWith("Expected {context:mock} to have received calls{reason}, but there is none to compare.\n" + JournalText.Of(Subject))
            .Then.ForCondition(broken.Count == 0).FailWith(
                "Expected {context:mock} to have received only calls that the other version answers alike{reason}, but it changes:\n"
                + JournalCalls.TextOf(broken) + JournalText.Of(Subject));
        return new(this);
    }

    /// <summary>Starts an assertion on the number of requests; continue with the kind of request.</summary>
    public ReceivedCalls HaveReceivedExactly(int count, string because = "", params object[] becauseArgs) =>
        new(this, count, because, becauseArgs);
}

/// <summary>Asserts the number of requests of one kind.</summary>
public sealed class ReceivedCalls(MockServerAssertions assertions, int count, string because, object[] becauseArgs)
{
    /// <summary>Counts requests to operations that end sessions, whatever their outcome.</summary>
    public AndConstraint<MockServerAssertions> Logout() => Of("logout", entry => assertions.Subject.EndsSessions(entry));

    /// <summary>Counts requests to one operation.</summary>
    /// <param name="operation">The operation's id.</param>
    /// <exception cref="ArgumentException">No contract of the mock has this operation.</exception>
    public AndConstraint<MockServerAssertions> CallsTo(string operation)
    {
        var known = assertions.Subject.Plans.SelectMany(plan => plan.Contract.Operations).Select(each => each.Id).ToList();
        if (!known.Contains(operation, StringComparer.Ordinal))
            throw new ArgumentException(
                $"The mock has no operation '{operation}'; expected one of: {string.Join(", ", known)}.", nameof(operation));
        return Of($"call to {operation}", entry => string.Equals(entry.Operation, operation, StringComparison.Ordinal));
    }

    private AndConstraint<MockServerAssertions> Of(string what, Func<JournalEntry, bool> counts)
    {
        var received = assertions.Subject.Journal.Entries.Count(counts);
        Execute.Assertion.BecauseOf(because, becauseArgs).ForCondition(received == count).FailWith(
            $"Expected {{context:mock}} to have received exactly {{0}} {what}{(count == 1 ? "" : "s")}{{reason}}, but it received {{1}}.\n"
            + JournalText.Of(assertions.Subject),
            count,
            received);
        return new(assertions);
    }
}
