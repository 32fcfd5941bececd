using FsCheck;
using FsCheck.Fluent;

namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>Random sequences. Most steps are those of clients; sessions are few, so that users meet.</summary>
internal static class SequenceGen
{
    private const int Sessions = 3;

    /// <param name="hasTargets">Whether a logout can name another session.</param>
    public static Arbitrary<Sequence> Of(bool hasTargets)
    {
        var session = Gen.Choose(0, Sessions - 1);
        var kind = Gen.Frequency(
            (4, Gen.Constant(StepKind.Login)), (6, Gen.Constant(StepKind.Probe)), (6, Gen.Constant(StepKind.Logout)),
            (hasTargets ? 3 : 0, Gen.Constant(StepKind.EndOther)), (1, Gen.Constant(StepKind.Expire)), (1, Gen.Constant(StepKind.End)),
            (1, Gen.Constant(StepKind.Wait)), (1, Gen.Constant(StepKind.Reset)));
        var step = from what in kind from one in session from other in session select new Step(what, one, other);
        var first = from steps in Steps(step, 0, 3) select (IReadOnlyList<Step>)[new Step(StepKind.Login), .. steps];
        var users = from two in Steps(step, 1, 4).Two()
                    from third in Steps(step, 0, 3)
                    select (IReadOnlyList<IReadOnlyList<Step>>)[two.Item1, two.Item2, third];
        return Arb.From(from before in first from together in users select new Sequence(before, together), Sequence.Smaller);
    }

    private static Gen<IReadOnlyList<Step>> Steps(Gen<Step> step, int least, int most) =>
        from count in Gen.Choose(least, most) from steps in step.ListOf(count) select (IReadOnlyList<Step>)[.. steps];
}
