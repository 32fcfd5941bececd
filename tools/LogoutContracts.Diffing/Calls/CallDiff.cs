using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Comparing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Calls;

/// <summary>Finds which calls of a client another version of a contract answers differently. Pure.</summary>
public static class CallDiff
{
    /// <summary>Answers all calls by both versions. A call that the old version does not answer as recorded is not compared.</summary>
    /// <param name="old">Without a release: the default release.</param>
    /// <param name="new">Without a release: that of the old version or, if it has no such release, its default.</param>
    /// <exception cref="InvalidOperationException">A contract cannot be planned.</exception>
    public static CallDifference Between(ContractVersion old, ContractVersion @new, CallLog log)
    {
        var from = old with { Release = old.Release ?? old.Contract.Releases.Default };
        var pair = ReleasePairs.Of(from, @new, static reason => throw new InvalidOperationException(reason.ToString())).First();
        var answers = new CallAnswers(pair);
        var journal = new JournaledCalls(pair.Old);
        var recording = new RecordedCalls(pair.Old);
        var found = new List<CallChange>();
        var (fitting, strange) = (0, new List<int>());
        foreach (var call in log.Calls)
        {
            ICallSessions sessions = call.Facts is null ? recording : journal;
            var read = sessions.Readings(call).Select(reading => (Reading: reading, Old: answers.Old(reading)))
                .FirstOrDefault(each => each.Old is { Variant.Answer: { } answer } && answer.Status == call.Status);
            if (read.Old is not { } explained)
            {
                strange.Add(call.Number);
                continue;
            }

            fitting++;
            sessions.Accept(call, read.Reading, explained);
            if (answers.ChangeOf(call, read.Reading, explained) is { } change)
                found.Add(change);
        }

        return new(InOrder(found), fitting, strange.ToValueList(), log.Dropped, recording.Assumed);
    }

    private static ValueList<CallChange> InOrder(List<CallChange> changes) => changes
        .GroupBy(change => change with { Calls = [] })
        .Select(group => group.Key with { Calls = group.SelectMany(change => change.Calls).ToValueList() })
        .OrderByDescending(change => change.Level).ThenBy(change => change.Calls[0]).ToValueList();
}
