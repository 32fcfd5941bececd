using LogoutContracts.Specs.Model;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>The values of sessions that an example request shows: those of its caller, and the one that names its target.</summary>
internal static class PresentedValues
{
    /// <param name="isTargetStated">
    /// Whether <c>given</c> names the target. Otherwise a body keeps the target of its documented example.
    /// </param>
    public static IEnumerable<PresentedValue> Of(SessionModel sessions, SessionUse use, Given given, bool isTargetStated)
    {
        var isAbsent = (given.Caller & ~CallerStates.Absent) == 0;
        foreach (var shown in sessions.CallerOf(use))
        {
            var value = given.Shown is { } chosen && shown.Values.Contains(chosen) ? chosen : shown.Values[0];
            yield return new(shown.Places[0], isAbsent ? null : new(Role.Caller, sessions.ValueNames[value]));
        }

        if (use.Target is not { Places: [var place, ..] } target || given.Target == TargetStates.None
            || (place.Kind == CarrierKind.Body && !isTargetStated))
            yield break;
        yield return new(place, given.Target == TargetStates.Absent ? null : new(Role.Target, sessions.ValueNames[target.Values[0]]));
    }
}
