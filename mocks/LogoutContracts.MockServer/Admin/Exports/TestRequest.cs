using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Journals;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>
/// A request of the journal that can be sent again: without its credentials, and with those of the test's own sessions in their places.
/// </summary>
internal static partial class TestRequest
{
    // The client of the test writes these itself.
    private static readonly string[] Framing =
        ["Host", "Connection", "Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive", "Proxy-Connection", "Upgrade"];

    /// <summary>The request as the journal shows it.</summary>
    public static RenderedRequest Shown(JournalEntry entry) => new(
        entry.Method, UriText.Escaped(entry.ShownTarget),
        entry.Headers.Where(header => !Framing.Contains(header.Name, StringComparer.OrdinalIgnoreCase)).ToValueList(),
        entry.BodyLength == 0 ? null : entry.Body);

    /// <summary>Whether the journal hides a part of it.</summary>
    public static bool IsHidden(RenderedRequest request) => request.Headers.Any(header => Hidden().IsMatch(header.Value))
        || Hidden().IsMatch(Uri.UnescapeDataString(request.Target)) || Hidden().IsMatch(request.Body ?? "");

    /// <summary>The request to send.</summary>
    /// <param name="variant">The variant that answered.</param>
    /// <param name="valueOf">A value of one of the test's sessions, by its index in <see cref="SessionModel.ValueNames"/>.</param>
    public static RenderedRequest Of(JournalEntry entry, MockPlan plan, PlannedVariant variant, Func<Session, int, string> valueOf)
    {
        var model = plan.Contract.Sessions;
        var use = variant.Variant.Rule.Method is null ? plan.Contract.FindOperation(variant.Operation)?.Session : null;
        var shown = Shown(entry);
        var example = RenderedRequest.Of(variant.Variant.Request, hole => NotIssued(hole.Name) ?? variant.Seeds.ValueOf(hole));
        var request = WithUser(JournaledRequest.Revealed(shown, example, use), shown, use, model);
        foreach (var value in model.CallerOf(use))
            request = WithValue(request, value, entry.CallerSession);
        if (use?.Target is { } target && entry.TargetBefore is not (TargetStates.None or TargetStates.Absent))
            request = WithValue(request, target, entry.TargetBefore == TargetStates.Self ? entry.CallerSession : entry.TargetSession);
        return WithoutHidden(request);

        RenderedRequest WithValue(RenderedRequest request, ShownValue value, Session? session)
        {
            if (!value.Places.Any(request.Has))
                return request;
            foreach (var place in session is null ? [] : value.Values)
            {
                if (IsSent(session![place], entry))
                    return request.With(value, valueOf(session, place));
            }

            return request.With(value, NotIssued(model.ValueNames[value.Values[0]])!);
        }

        // The mock has never issued this value; null if sessions have no value of this name.
        string? NotIssued(string name) => model.IndexOf(name) < 0 ? null
            : model.FormatOf(name)!.Generate(SHA256.HashData(Encoding.UTF8.GetBytes($"not issued {name}")));
    }

    /// <summary>Whether a value is in the request.</summary>
    public static bool IsSent(string value, JournalEntry entry) => value.Length > 0
        && (entry.Sent.Contains(value, StringComparison.Ordinal)
            || entry.Sent.Contains(Uri.EscapeDataString(value), StringComparison.OrdinalIgnoreCase));

    // The example has another user; with it, the sessions of several users would become those of one.
    private static RenderedRequest WithUser(RenderedRequest request, RenderedRequest shown, SessionUse? use, SessionModel model)
    {
        if (use?.User is not { } place || shown.BodyValue(place.Pointer) is not JsonValue user
            || JournaledRequest.IsHidden(user.ToString()))
            return request;
        var account = model.Accounts.FirstOrDefault(known => string.Equals(known.Name, user.ToString(), StringComparison.Ordinal));
        if (model.Accounts.Count > 0 && account is null)
            return request;
        request = request.WithBodyValue(place.Pointer, user.DeepClone());
        return account is not null && use.Password is { } password && request.BodyValue(password.Pointer) is not null
            ? request.WithBodyValue(password.Pointer, account.Password) : request;
    }

    private static RenderedRequest WithoutHidden(RenderedRequest request) => request with
    {
        Target = EscapedHidden().Replace(request.Target, "masked"),
        Headers = request.Headers.Select(header => new Header(
            Hidden().Replace(header.Name, "masked"), Hidden().Replace(header.Value, "masked"))).ToValueList(),
        Body = request.Body is { } body ? EscapedHidden().Replace(Hidden().Replace(body, "masked"), "masked") : null,
    };

    [GeneratedRegex(@"sha256:[0-9a-f]{8}…|\(masked\)", RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"sha256(:|%3A)[0-9a-f]{8}%E2%80%A6|(\(|%28)masked(\)|%29)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex EscapedHidden();
}
