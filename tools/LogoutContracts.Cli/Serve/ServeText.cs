using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.Specs.Model;
using Spectre.Console;

namespace LogoutContracts.Cli.Serve;

/// <summary>The output of <c>serve</c>: addresses, and commands to paste into another terminal.</summary>
internal static class ServeText
{
    /// <summary>Wider than any table, so that files and pipes get unwrapped lines.</summary>
    private const int Unlimited = 10_000;

    /// <param name="wantsToken">
    /// Whether the admin port requires a token. The token itself is not printed, because others may see screens and logs.
    /// </param>
    /// <param name="files">The certificate files for the commands, if the server uses TLS.</param>
    /// <param name="hasPage">Whether the admin port has the page.</param>
    public static void Print(TextWriter output, LogoutMockServer server, bool wantsToken, CurlFiles files, bool hasPage)
    {
        var admin = server.AdminAddress is { } address ? Base(address) : null;
        WriteTable(output, server, admin);
        output.WriteLine();
        if (admin is not null && hasPage)
            output.WriteLine($"# Look at the mocks in a browser: {admin}/{output.NewLine}");
        foreach (var plan in server.Plans.Where(plan => plan.IsOverTls && plan.Contract.Sessions.Users.Any))
        {
            var names = string.Join(", ", ClientCertificate.AllOf(plan).Select(client => client.FileName));
            output.WriteLine($"# Client certificates for {plan.Contract.Id}: {names}; in {files.Folder}");
        }

        if (server.Plans.Any())
            output.WriteLine("# Log out. Each command ends a seeded session, so it works once until the next reset.");
        foreach (var plan in server.Plans)
        {
            foreach (var operation in plan.Contract.Operations)
            {
                if (Logout(plan, operation) is { } logout)
                    output.WriteLine(VariantWords.Curl(plan, logout, Base(server.AddressOf(plan.Contract.Id)), files));
            }
        }

        if (admin is null)
            return;
        if (server.Plans.Any())
            output.WriteLine();
        output.WriteLine(server.Stubs.Any() ? "# Reset all sessions, scenarios and mappings." : "# Reset all sessions.");
        var arguments = server.AdminAddress!.Scheme is "https" ? $"-i {files.Options(null)}" : "-i";
        var header = wantsToken ? $" -H \"Authorization: Bearer ${EnvironmentVariables.AdminToken}\"" : "";
        output.WriteLine(CurlCommand.Of(new("POST", "/reset", [new("Content-Type", "application/json")], null), admin, arguments) + header);
    }

    /// <summary>The least specific variant that ends a session, as an example of the operation; null if the operation ends none.</summary>
    private static PlannedVariant? Logout(MockPlan plan, Operation operation)
    {
        var answering = plan.Variants
            .Where(variant => variant.IsDefault && variant.IsServed)
            .Where(variant => string.Equals(variant.Operation, operation.Id, StringComparison.Ordinal))
            .OrderBy(variant => variant.Variant.Rule.Conditions.Count).ToList();
        return answering.Find(variant => variant.Variant.Given.Caller == CallerStates.Active && variant.Variant.Ends(Role.Caller))
            ?? answering.Find(variant => variant.Variant.Ends(Role.Target))
            ?? answering.Find(variant => variant.Variant.Given.Caller == CallerStates.Active
                && variant.Variant.Then.Any(then => then is { Role: Role.Caller, State: SessionState.Ended }));
    }

    private static void WriteTable(TextWriter output, LogoutMockServer server, string? admin)
    {
        var isTerminal = new AnsiConsoleOutput(output).IsTerminal;
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(isTerminal ? output : text),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = Unlimited;
        var table = new Table { Border = TableBorder.None };
        foreach (var heading in (ReadOnlySpan<string>)["contract", "base URL", "release", "operations"])
        {
            var title = new Text(heading, new Style(decoration: Decoration.Bold));
            table.AddColumn(new TableColumn(title) { NoWrap = heading is not "operations", Padding = new(0, 0, 3, 0) });
        }

        foreach (var plan in server.Plans)
        {
            table.AddRow(
                new Text(plan.Contract.Id), new Text(Base(server.AddressOf(plan.Contract.Id))), new Text(plan.Release ?? "-"),
                new Text(string.Join(", ", plan.Contract.Operations.Select(operation => operation.Id))));
        }

        foreach (var folder in server.Stubs)
        {
            table.AddRow(
                new Text(folder.Set.Name), new Text(Base(server.AddressOfStubs(folder.Set.Name))), new Text("-"),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{folder.Set.Mappings.Count} mappings")));
        }

        if (admin is not null)
        {
            var paths = new Text("GET /health, GET /contracts, POST /reset; for the rest, see /__admin/openapi.yaml");
            table.AddRow(new Text(MockServerOptions.AdminOwner), new Text(admin), new Text("-"), paths);
        }

        console.Write(table);

        // Spectre pads each line to the width of the table.
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            output.WriteLine(line.TrimEnd());
    }

    private static string Base(Uri address) => ReachableAddress.Of(address).ToString().TrimEnd('/');
}
