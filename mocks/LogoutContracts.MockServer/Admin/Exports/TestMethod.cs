using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>Writes the recorded requests to one contract as a test method, which starts its own mock.</summary>
internal sealed class TestMethod
{
    private readonly MockPlan plan;
    private readonly CSharpText text = new();
    private readonly List<string> lines = [];
    private readonly TestSessions sessions;
    private readonly Dictionary<ClientCertificate, string> clients = [];

    public TestMethod(MockedContract contract, IEnumerable<JournalEntry> entries)
    {
        plan = contract.Plan;
        sessions = new(plan, contract.Flaws.Count > 0, lines.Add);
        lines.AddRange(TestStart.Lines(contract));
        foreach (var entry in entries)
            Add(entry);
    }

    /// <summary>The lines of the body, without indentation.</summary>
    public IReadOnlyList<string> Lines => lines;

    public string Name => $"{Identifier(plan.Contract.Id)}_answers_as_recorded";

    /// <summary>The methods that the body calls, besides <c>SendAsync</c>.</summary>
    public IEnumerable<TestReader> Readers => sessions.Readers.Where(reader => reader.Code.Length > 0);

    private void Add(JournalEntry entry)
    {
        var variant = plan.Variants.FirstOrDefault(known => string.Equals(known.Operation, entry.Operation, StringComparison.Ordinal)
            && string.Equals(known.Name, entry.Variant, StringComparison.Ordinal));
        lines.Add("");
        if (WhyNot(entry, variant) is { } reason)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"// Request {entry.Number} is left out: {reason}."));
            return;
        }

        var number = entry.Number.ToString(CultureInfo.InvariantCulture);
        var (answer, what) = ($"answer{number}", variant is null ? "no variant" : $"{variant.Operation}, {variant.Name}");
        lines.Add($"// Request {number}: {what}");
        sessions.Prepare(entry);
        if (variant is not null && MustForce(entry, variant))
            lines.Add($"mock.Force({CSharpText.Plain(variant.Operation)}, {CSharpText.Plain(variant.Name)}, new Trigger.Next(1));");
        var request = variant is null ? TestRequest.Shown(entry)
            : TestRequest.Of(entry, plan, variant, (session, place) => text.Placeholder(sessions.ValueOf(session, place)));
        var client = ClientFor(entry, variant);
        AddRequest(request, client, answer);
        lines.Add($"Assert.That((int){answer}.StatusCode, Is.EqualTo({entry.Status}), {CSharpText.Plain(what)});");
        sessions.Accept(entry, variant, answer);
    }

    private void AddRequest(RenderedRequest request, string client, string answer)
    {
        var first = $"    {client}, {CSharpText.Plain(request.Method)}, {text.Literal(request.Target)},";
        var last = request.Body is { } body ? $"], {text.Literal(body)});" : "]);";
        lines.Add($"using var {answer} = await SendAsync(");
        if (request.Headers.Count == 0)
        {
            lines.Add($"{first} [{last}");
            return;
        }

        lines.Add(first);
        lines.Add("    [");
        foreach (var header in request.Headers)
            lines.Add($"        ({CSharpText.Plain(header.Name)}, {text.Literal(header.Value)}),");
        lines.Add($"    {last}");
    }

    /// <summary>Why the test cannot send the request and get the same answer; null if it can.</summary>
    private static string? WhyNot(JournalEntry entry, PlannedVariant? variant) =>
        entry.Fault is { } fault and not Fault.Delay ? $"the fault '{fault.Kind}' was injected"
        : entry is { Variant: null, Status: 503 } ? "the mock could not reach its state"
        : entry.IsRaw ? "its answer was forced, and is not in the contract"
        : variant is { IsServed: false } || (variant is null && entry.Variant is not null)
            ? "the mock no longer has the variant that answered"
        : variant is null && TestRequest.IsHidden(TestRequest.Shown(entry))
            ? "no variant matched it, and the journal hides a part of it"
        : null;

    // Counts of rate limits, overrides and the preferences of seeded sessions are not in the journal.
    private static bool MustForce(JournalEntry entry, PlannedVariant variant) => entry.IsForced || variant.Limit is not null
        || (!variant.IsDefault && !entry.Headers.Any(header => header.Name.Equals("Prefer", StringComparison.OrdinalIgnoreCase)));

    private string ClientFor(JournalEntry entry, PlannedVariant? variant)
    {
        if (!plan.IsOverTls || variant is null)
            return "client";
        var certificate = variant.Variant.Request.Certificate is Certificate.Own && entry.CallerSession?.CommonName is { } name ? new(name)
            : ClientCertificate.Of(plan, variant);
        if (certificate is null)
            return "client";
        if (clients.TryGetValue(certificate, out var known))
            return known;
        known = string.Create(null, $"client{clients.Count + 1}");
        clients.Add(certificate, known);
        var (owner, issue) = ($"certificate{clients.Count}", certificate.IsExpired ? "ExpiredClientFor" : "ClientFor");
        lines.Add($"using var {owner} = mock.Certificates.{issue}({CSharpText.Plain(certificate.CommonName)});");
        lines.Add($"using var {known} = new HttpClient(mock.Certificates.HandlerFor({owner})) {{ BaseAddress = mock.BaseAddress }};");
        return known;
    }

    private static string Identifier(string id)
    {
        var name = string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return char.IsAsciiDigit(name[0]) ? $"_{name}" : $"{char.ToUpperInvariant(name[0])}{name[1..]}";
    }
}
