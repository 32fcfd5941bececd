using System.Diagnostics;
using System.Globalization;
using System.Text;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Audit.Checks.Browser;

namespace LogoutContracts.ClientAudit.Observing;

/// <summary>Reads what a mock recorded as calls of a client.</summary>
/// <param name="issued">The credentials that the mock has issued.</param>
/// <param name="start">The start of the run, in the ticks of <see cref="Stopwatch"/>.</param>
internal sealed class CallReader(MockPlan plan, IReadOnlyList<IssuedCredential> issued, long start)
{
    private readonly List<(ObservedToken Token, string Value)> tokens =
        [.. issued.Select(each => (new ObservedToken(each.Session, each.Name, Redactor.Hash(each.Value)), each.Value))];

    /// <summary>The tokens in a text: literally, escaped for a URL, or in Base64.</summary>
    public ValueList<ObservedToken> In(string text) =>
        tokens.Where(each => TokenSearch.Find(text, each.Value) is not null).Select(each => each.Token).ToValueList();

    /// <summary>The tokens with these values.</summary>
    public ValueList<ObservedToken> Of(IEnumerable<string> values) =>
        tokens.Where(each => values.Contains(each.Value, StringComparer.Ordinal)).Select(each => each.Token).ToValueList();

    public ObservedCall Read(JournalEntry entry, ClientStep step, bool isAgain)
    {
        var operation = plan.Contract.FindOperation(entry.Operation ?? "");
        var variant = entry.Variant is null || operation is null ? null : plan.Variants.FirstOrDefault(planned =>
            string.Equals(planned.Operation, entry.Operation, StringComparison.Ordinal)
            && string.Equals(planned.Name, entry.Variant, StringComparison.Ordinal));
        var isBroken = entry.Fault is not (null or Fault.Delay);
        return new()
        {
            Number = (int)entry.Number,
            Step = step,
            IsAgain = isAgain,
            Text = $"{entry.Method} {entry.Path}",
            IsLogout = operation is { Session.Ends: not SessionEnd.Nothing },
            IsRenewal = operation?.Variants.Any(each => each.Renews) ?? false,
            OpensSession = variant?.Variant.Opens ?? false,
            Tokens = In(entry.Sent),
            InUrl = operation is not null && ReadsUrl(operation) ? [] : In(entry.Target ?? ""),
            Status = entry.Status,
            IsBroken = isBroken,
            IsReset = entry.Fault is Fault.Reset,
            Arrived = Stopwatch.GetElapsedTime(start, entry.Arrived),
            Finished = entry.Finished is { } end ? Stopwatch.GetElapsedTime(start, end) : null,
            IsAccepted = entry is { CallerBefore: CallerStates.Active, Status: >= 200 and < 400, IsRaw: false } && !isBroken,
            HasEndedSession = entry is { CallerBefore: CallerStates.Active, CallerAfter: CallerStates.Ended },
            RefusesTokens = !isBroken && Refuses(entry, variant),
            Evidence = new(RequestText(entry), ResponseText(entry)),
        };
    }

    private bool ReadsUrl(Operation operation) =>
        plan.CallerOf(operation.Id).Concat(operation.Session.Target is { } target ? [target] : [])
            .SelectMany(shown => shown.Places).Any(place => place.Kind is CarrierKind.Path or CarrierKind.Query);

    // Only an answer of the contract for tokens that are not active, or a forced 401, says that. Others may refuse for another reason.
    private static bool Refuses(JournalEntry entry, PlannedVariant? variant) => entry.IsRaw ? entry.Status == 401
        : entry.CallerBefore is CallerStates.Ended or CallerStates.Expired or CallerStates.Superseded && variant is not null
            && (variant.Variant.Rule.Caller & CallerStates.Active) == 0;

    private static string RequestText(JournalEntry entry)
    {
        var text = new StringBuilder($"{entry.Method} {entry.Path}\n");
        foreach (var header in entry.Headers)
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {header.Value}\n");
        if (entry.Body.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{entry.Body}\n");
        return text.ToString();
    }

    private static string ResponseText(JournalEntry entry)
    {
        var timing = entry.Fault?.Timing == FaultTiming.AfterEffect ? "after" : "before";
        var fault = entry.Fault is null ? "" : $" ({entry.Fault.Kind} {timing})";
        var status = entry.Status == 0 ? "no answer" : entry.Status.ToString(CultureInfo.InvariantCulture);
        return $"{status}{fault}\n";
    }
}
