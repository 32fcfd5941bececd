using System.Globalization;
using System.Text;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Journaling;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>
/// Writes entries of the journal as a file of C# with one test per contract. Each test starts a mock, sends the requests, and compares the
/// statuses. It gets its credentials by logging in or opening sessions, because the journal has none.
/// </summary>
internal static class TestExport
{
    private static readonly string[] Namespaces =
    [
        "System.Text", "System.Text.Json", "LogoutContracts.Mocks", "LogoutContracts.MockServer", "LogoutContracts.MockServer.Overrides",
        "LogoutContracts.MockServer.Tls", "LogoutContracts.Specs", "NUnit.Framework",
    ];

    private const string Send = """
        private static Task<HttpResponseMessage> SendAsync(
            HttpClient client, string method, string path, (string Name, string Value)[] headers, string? body = null)
        {
            // The path is sent as it was recorded.
            var address = new Uri(client.BaseAddress!.ToString().TrimEnd('/') + path, new UriCreationOptions
            {
                DangerousDisablePathAndQueryCanonicalization = true,
            });
            var request = new HttpRequestMessage(new(method), address);
            if (body is not null)
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            foreach (var (name, value) in headers)
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                    (request.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(name, value);
            }

            return client.SendAsync(request);
        }
        """;

    /// <param name="entries">Oldest first.</param>
    /// <param name="missing">Servers whose newest requests may be missing.</param>
    public static string Of(ServerState server, IReadOnlyList<JournalEntry> entries, IReadOnlyCollection<string> missing)
    {
        var methods = server.Contracts
            .Select(contract => (contract, Entries: entries.Where(entry => IsOf(entry, contract)).ToList()))
            .Where(each => each.Entries.Count > 0).Select(each => new TestMethod(each.contract, each.Entries)).ToList();
        var code = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"// Written from the journal of a mock server: {Counted(entries.Count)}.\n")
            .Append("// The journal has no credentials: the tests get their own. It keeps no answers: the tests compare statuses.\n")
            .Append("// They need the packages LogoutContracts.MockServer and NUnit.\n");
        var stubs = entries.Count(entry => !server.Contracts.Any(contract => IsOf(entry, contract)));
        if (stubs > 0)
            code.Append(CultureInfo.InvariantCulture, $"// Left out: {Counted(stubs)} to hand-written stubs.\n");
        if (missing.Count > 0)
            code.Append(CultureInfo.InvariantCulture, $"// {MissingText.Of(missing)}\n");
        var body = methods.Select(method => Method(method))
            .Concat(methods.SelectMany(method => method.Readers).Distinct().Select(reader => Indented(reader.Code.Split('\n'), 1)))
            .Append(Indented(Send.Split('\n'), 1));
        var members = string.Join('\n', body);
        foreach (var name in Namespaces.Where(name => Needs(name, members)))
            code.Append(CultureInfo.InvariantCulture, $"using {name};\n");
        return code.Append("\npublic class RecordedRequests\n{\n").Append(members).Append("}\n").ToString();
    }

    private static string Method(TestMethod method) => Indented(
        [
            "[Test]", $"public async Task {method.Name}()", "{",
            .. method.Lines.Select(line => line.Length == 0 ? line : $"    {line}"), "}",
        ], 1);

    private static string Indented(IEnumerable<string> lines, int depth) =>
        string.Concat(lines.Select(line => line.Length == 0 ? "\n" : $"{new string(' ', 4 * depth)}{line}\n"));

    // Without unnecessary ones, the file also compiles where a project treats their warning as an error.
    private static bool Needs(string name, string members) => name switch
    {
        "System.Text.Json" => members.Contains("JsonElement", StringComparison.Ordinal),
        "LogoutContracts.Mocks" => members.Contains("MockPlanner.", StringComparison.Ordinal),
        "LogoutContracts.Specs" => members.Contains("SpecCatalog.", StringComparison.Ordinal),
        "LogoutContracts.MockServer.Overrides" => members.Contains("new Trigger.", StringComparison.Ordinal),
        "LogoutContracts.MockServer.Tls" => members.Contains("ServerTls.", StringComparison.Ordinal),
        _ => true,
    };

    private static bool IsOf(JournalEntry entry, MockedContract contract) =>
        string.Equals(entry.Contract, contract.Plan.Contract.Id, StringComparison.Ordinal);

    private static string Counted(int count) =>
        count == 1 ? "1 request" : string.Create(CultureInfo.InvariantCulture, $"{count} requests");
}
