using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using Spectre.Console;

namespace LogoutContracts.Cli.Serve;

/// <summary>What <c>serve</c> shows: where everything is, and lines to paste into another terminal.</summary>
internal static class ServeText
{
    /// <summary>More columns than any table has: into a file or a pipe, nothing wraps.</summary>
    private const int Unlimited = 10_000;

    /// <param name="wantsToken">Whether the admin port wants one; it is not printed, as screens and logs are read by others.</param>
    /// <param name="files">What lines name where the server speaks TLS.</param>
    public static void Print(TextWriter output, LogoutMockServer server, bool wantsToken, CurlFiles files)
    {
        var admin = server.AdminAddress is { } address ? Base(address) : null;
        WriteTable(output, server, admin);
        output.WriteLine();
        foreach (var plan in server.Plans.Where(plan => plan.IsOverTls && plan.Contract.Sessions.Users.Any))
            output.WriteLine($"# Client certificates for {plan.Contract.Id}: {string.Join(", ", ClientCertificate.AllOf(plan).Select(client => client.FileName))}; in {files.Folder}");
        output.WriteLine("# Log out. Each line ends a seeded session, so it works once, and again after a reset.");
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
        output.WriteLine();
        output.WriteLine("# Put all sessions back to the start.");
        output.WriteLine(CurlCommand.Of(new("POST", "/reset", [], null), admin, server.AdminAddress!.Scheme is "https" ? $"-i {files.Options(null)}" : "-i") + (wantsToken ? $" -H \"Authorization: Bearer ${EnvironmentVariables.AdminToken}\"" : ""));
    }

    /// <summary>The plainest variant that ends a session, which shows what the operation is for; null where it ends none.</summary>
    private static PlannedVariant? Logout(MockPlan plan, Operation operation)
    {
        var answering = plan.Variants.Where(variant => variant.IsDefault && variant.IsServed && string.Equals(variant.Operation, operation.Id, StringComparison.Ordinal))
            .OrderBy(variant => variant.Variant.Rule.Conditions.Count).ToList();
        return answering.Find(variant => variant.Variant.Ends(Role.Caller)) ?? answering.Find(variant => variant.Variant.Ends(Role.Target));
    }

    private static void WriteTable(TextWriter output, LogoutMockServer server, string? admin)
    {
        var isTerminal = new AnsiConsoleOutput(output).IsTerminal;
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(isTerminal ? output : text), Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        if (!isTerminal)
            console.Profile.Width = Unlimited;
        var table = new Table { Border = TableBorder.None };
        foreach (var heading in (ReadOnlySpan<string>)["contract", "base URL", "release", "operations"])
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))) { NoWrap = heading is not "operations", Padding = new(0, 0, 3, 0) });
        foreach (var plan in server.Plans)
        {
            table.AddRow(
                new Text(plan.Contract.Id), new Text(Base(server.AddressOf(plan.Contract.Id))), new Text(plan.Release ?? "-"),
                new Text(string.Join(", ", plan.Contract.Operations.Select(operation => operation.Id))));
        }

        if (admin is not null)
            table.AddRow(new Text(MockServerOptions.AdminOwner), new Text(admin), new Text("-"), new Text("GET /health, GET /contracts, POST /reset; the rest is in /__admin/openapi.yaml"));
        console.Write(table);

        // Spectre pads all lines to the width of the table.
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            output.WriteLine(line.TrimEnd());
    }

    private static string Base(Uri address) => BindAddress.Reachable(address).ToString().TrimEnd('/');
}
