namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>Something that a user, or the person who controls the mock, does.</summary>
/// <param name="On">Index of the session, among those opened so far; counted around, so that every index names one.</param>
/// <param name="By">Index of the session whose credential is sent, for <see cref="StepKind.EndOther"/>.</param>
internal sealed record Step(StepKind Kind, int On = 0, int By = 0)
{
    public override string ToString() => Kind switch
    {
        StepKind.Login or StepKind.Wait or StepKind.Reset => $"{Kind}",
        StepKind.EndOther => $"{Kind}({On}, by {By})",
        _ => $"{Kind}({On})",
    };
}

internal enum StepKind
{
    Login,
    Probe,
    Logout,

    /// <summary>A logout that names another session of the same user.</summary>
    EndOther,

    /// <summary>The session expires, at the admin's word.</summary>
    Expire,

    /// <summary>The session is ended, at the admin's word.</summary>
    End,

    /// <summary>The clock moves by more than half of the idle timeout.</summary>
    Wait,
    Reset,
}

/// <summary>Steps that one user takes first, and steps that several users take at the same time.</summary>
internal sealed record Sequence(IReadOnlyList<Step> First, IReadOnlyList<IReadOnlyList<Step>> Together)
{
    public int Length => First.Count + Together.Sum(steps => steps.Count);

    public override string ToString() =>
        $"{string.Join("; ", First)}, then {string.Join(" | ", Together.Select(steps => string.Join("; ", steps)))}";

    /// <summary>Sequences with a step less, or with a simpler step.</summary>
    public static IEnumerable<Sequence> Smaller(Sequence sequence)
    {
        for (var user = 0; user < sequence.Together.Count; user++)
        {
            yield return sequence with { Together = Without(sequence.Together, user) };
            foreach (var fewer in Fewer(sequence.Together[user]))
                yield return sequence with { Together = With(sequence.Together, user, fewer) };
        }

        foreach (var fewer in Fewer(sequence.First))
            yield return sequence with { First = fewer };
    }

    private static IEnumerable<IReadOnlyList<Step>> Fewer(IReadOnlyList<Step> steps) =>
        Enumerable.Range(0, steps.Count).Select(index => Without(steps, index))
            .Concat(Enumerable.Range(0, steps.Count).Where(index => steps[index].On > 0)
                .Select(index => With(steps, index, steps[index] with { On = 0 })));

    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> items, int index) => [.. items.Where((_, i) => i != index)];

    private static IReadOnlyList<T> With<T>(IReadOnlyList<T> items, int index, T item) =>
        [.. items.Select((old, i) => i == index ? item : old)];
}
