using System.Globalization;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Judging.Liveness;

/// <summary>
/// What distinguishes the probe's answer to a live session from its answers to no session and to a session that was never opened, as
/// measured on one target. Pure.
/// </summary>
internal sealed class LifeMarks
{
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;

    private readonly ValueList<BodyMark> marks;
    private readonly Signature live;
    private readonly ValueList<Signature> dead;

    private LifeMarks(ValueList<BodyMark> marks, Signature live, ValueList<Signature> dead)
    {
        this.marks = marks;
        this.live = live;
        this.dead = dead;
    }

    /// <summary>JSON pointers to the parts that distinguish live from dead; empty if the status is enough.</summary>
    public IEnumerable<string> Pointers => marks.Select(mark => mark.Pointer);

    /// <summary>Finds the marks of a live session: the status or, if that is equal, parts of the body.</summary>
    /// <param name="fresh">The answers to fresh sessions, at least one. A part that varies among them is not a mark.</param>
    /// <param name="controls">The answers without credentials and to a look-alike.</param>
    /// <param name="parts">Where the body may differ; see <see cref="DifferingParts"/>.</param>
    /// <returns>Null if nothing distinguishes a fresh session from a control.</returns>
    public static LifeMarks? Measure(
        IReadOnlyList<ReceivedResponse> fresh, IReadOnlyList<ReceivedResponse> controls, IEnumerable<string> parts)
    {
        if (fresh.Any(response => response.Status != fresh[0].Status))
            return null;
        var alike = controls.Where(control => control.Status == fresh[0].Status).ToList();
        var candidates = parts
            .SelectMany(pointer => new[] { new BodyMark(pointer, IsByKind: true), new BodyMark(pointer, IsByKind: false) })
            .Where(mark => fresh.All(response => Same(mark.In(response), mark.In(fresh[0]))))
            .Where(mark => alike.Exists(control => !Same(mark.In(control), mark.In(fresh[0])))).ToList();

        // The kind of a value is more stable than the value, which may be a name or a time.
        var byKind = candidates.Where(mark => mark.IsByKind).ToList();
        var chosen = Separates(byKind, fresh[0], alike) ? byKind : candidates;
        if (!Separates(chosen, fresh[0], alike))
            return null;
        var marks = (alike.Count == 0 ? [] : chosen).ToValueList();
        return new(marks, Signature.Of(fresh[0], marks), controls.Select(control => Signature.Of(control, marks)).ToValueList());
    }

    /// <summary>Whether the session of a probe's answer is live or dead.</summary>
    /// <param name="isTwinLive">
    /// Whether another session, opened next to this one and never logged out, is live; null if unknown. Only needed if
    /// <see cref="NeedsTwin"/>.
    /// </param>
    public SessionLife Read(ReceivedResponse response, bool? isTwinLive = null)
    {
        if (IsUnclear(response.Status))
            return SessionLife.Unclear;
        var shown = Signature.Of(response, marks);
        if (shown == live)
            return SessionLife.Live;
        if (dead.Contains(shown))
            return SessionLife.Dead;
        return IsRefusal(response.Status) && isTwinLive == true ? SessionLife.Dead : SessionLife.Unclear;
    }

    /// <summary>Whether this is a refusal that no control got: it proves a dead session only if a twin is live.</summary>
    public bool NeedsTwin(ReceivedResponse response) => IsRefusal(response.Status) && Read(response) == SessionLife.Unclear;

    /// <summary>
    /// What shows that a session is live or dead, such as "the probe answers 200" or "in the probe's answer, /username is null".
    /// </summary>
    public string Shown(ReceivedResponse response) => marks.Count == 0
        ? string.Create(CultureInfo.InvariantCulture, $"the probe answers {response.Status}")
        : $"in the probe's answer, {string.Join(", ", marks.Select(mark => $"{mark.Pointer} is {Word(mark.In(response))}"))}";

    /// <summary>A server error, a timeout or a rate limit says nothing about the session.</summary>
    public static bool IsUnclear(int status) => status is < 200 or >= 500 or RequestTimeout or TooManyRequests;

    /// <summary>Whether this is a redirect or a 4xx, but neither a timeout nor a rate limit.</summary>
    public static bool IsRefusal(int status) => status is >= 300 and < 500 && !IsUnclear(status);

    private static bool Separates(List<BodyMark> marks, ReceivedResponse fresh, List<ReceivedResponse> alike) =>
        alike.TrueForAll(control => marks.Exists(mark => !Same(mark.In(control), mark.In(fresh))));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    // The value itself may be a secret.
    private static string Word(string shown) => shown is "absent" or "Null" or "True" or "False" ? shown.ToLowerInvariant() : "present";

    private sealed record Signature(int Status, ValueList<string> Parts)
    {
        public static Signature Of(ReceivedResponse response, ValueList<BodyMark> marks) =>
            new(response.Status, marks.Select(mark => mark.In(response)).ToValueList());
    }
}
