using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>New differences between contracts and pages of documentation fail the gate, and those of the base do not.</summary>
public sealed class GateDocuments : IDisposable
{
    // Lacks the status 204 of the logout.
    private const string Page = """
        # Logout

        ## Login

        `POST /login` with `user`: `200`

            { "token": "0123456789abcdef0123456789abcdef" }

        ## Me

        `GET /me` with `Authorization: Bearer`: `200` or `401`

            { "error": "refused" }

        ## End

        ### Logout

        `POST /logout`: `401`

        """;

    private readonly GatedRepository gated = GatedRepository.Create();

    [Test]
    public async Task What_the_base_lacks_passes_and_what_a_page_loses_fails()
    {
        Commit("small.md", Page);
        (await GateAsync()).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.Fine && result.Out.Contains("drift         passed: 1 page"));
        gated.Command.Write("pages/small.md", Page.Replace("refused", "no session", StringComparison.Ordinal));

        var result = await GateAsync("--report", "github=out.txt");

        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().Contain("drift         failed: 1 page: 1 error").And.Contain("ERROR lost-fact: small")
            .And.Contain("""  found         pages/small.md does not have example { "error": "refused" }.""")
            .And.Contain("""/error is "no session", not "refused".""").And.Contain("  at            specs/small/openapi.yaml:")
            .And.Contain("                page: pages/small.md:13").And.NotContain("204");
        gated.Command.Files()["out.txt"].Should().StartWith("::error file=specs/small/openapi.yaml,line=");
    }

    [Test]
    public async Task A_difference_is_known_under_other_names_of_operations_and_variants()
    {
        Commit("small.md", Page);
        gated.Command.Write("specs/small/openapi.yaml", GatedRepository.WithLogout(logout => logout
            .Replace("operationId: logout", "operationId: endSession", StringComparison.Ordinal)
            .Replace("        ended:\n          summary", "        over:\n          summary", StringComparison.Ordinal)));

        (await GateAsync()).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.Fine && result.Out.Contains("drift         passed: 1 page")
                && !result.Out.Contains("lost-fact"));
    }

    [Test]
    public async Task A_new_fact_is_a_warning_and_a_lost_one_can_be_accepted()
    {
        Commit("small.md", Page);
        gated.Command.Write(
            "pages/small.md", Page.Replace("`POST /logout`: `401`", "`POST /logout`: `401` or `418`", StringComparison.Ordinal));
        (await GateAsync()).Should().Match<CommandLineResult>(result =>
            result.Code == ExitCodes.Fine && result.Out.Contains("WARNING new-fact: small") && result.Out.Contains("pages/small.md:19"));
        (await GateAsync("--fail-on", "warning")).Code.Should().Be(ExitCodes.ContractDoesNotHold);

        gated.Command.Write("pages/small.md", Page.Replace("`401`", "`400`", StringComparison.Ordinal));
        var lost = await GateAsync();
        lost.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        var entries = lost.Out.Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("to accept ", StringComparison.Ordinal))
            .Select(line => line["to accept ".Length..].Trim().Replace("reason: ''", "reason: agreed", StringComparison.Ordinal));
        gated.Command.Write(".logout-contracts.yaml", $"waivers:\n{string.Concat(entries.Select(entry => $"  {entry}\n"))}");

        (await GateAsync()).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.Fine && result.Out.Contains("NOTE lost-fact: small"));
    }

    [Test]
    public async Task A_page_without_a_version_at_the_base_has_no_known_differences()
    {
        gated.Command.Write("pages/small.md", Page);
        var added = await GateAsync();
        added.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        added.Out.Should().Contain("pages/small.md does not have status 204.");

        gated.Repository.Commit();
        File.Delete(gated.Command.PathOf("pages/small.md"));
        gated.Command.Write("pages/other.md", Page);
        var removed = await GateAsync();
        removed.Code.Should().Be(ExitCodes.UsedWrongly);
        removed.Out.Should().Contain("ERROR page-removed: small").And.Contain("pages/small.md is gone.")
            .And.Contain("NOTE page-without-contract:").And.Contain("pages/other.md has the name of no contract.");
    }

    [Test]
    public async Task A_file_of_another_name_that_the_base_has_too_is_not_mentioned()
    {
        gated.Command.Write("pages/README.md", "Pages of vendors.");
        gated.Command.Write("pages/.gitkeep", "");
        Commit("small.md", Page);
        gated.Command.Write("pages/smal.md", Page);

        var result = await GateAsync();

        result.Code.Should().Be(ExitCodes.Fine);
        result.Out.Should().Contain("pages/smal.md has the name of no contract.").And.Contain("Did you mean 'small'?")
            .And.NotContain("README").And.NotContain("gitkeep");
    }

    [TestCase("small.md", "# Something else", "small: 'pages/small.md' cannot be compared with the contract. Nothing of the contract is")]
    [TestCase("small.md", " ", "'pages/small.md' cannot be read as a page: it has no text; expected a page of documentation.")]
    [TestCase("small.md", "", "'small.md' is empty, or a pipe or device; expected a regular file with content")]
    [TestCase("small.html", "<p>x</p>", "small has several pages: pages/small.html, pages/small.md; expected one.")]
    public async Task What_cannot_be_compared_never_passes(string name, string text, string reason)
    {
        Commit("small.md", Page);
        gated.Command.Write($"pages/{name}", text);

        var result = await GateAsync();

        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.Should().Contain("CANNOT TELL drift: ").And.Contain(reason);
    }

    [Test]
    public async Task A_folder_without_pages_of_the_contracts_is_refused()
    {
        (await GateAsync()).Should().BeEquivalentTo(new
        {
            Code = ExitCodes.UsedWrongly,
            Error = "error: --documents: there is no folder 'pages'; expected a folder with pages that are named after contracts, "
                + $"such as rocketchat.md.{Environment.NewLine}",
        });
        gated.Command.Write("pages/readme.txt", "none");
        (await GateAsync()).Should().Match<CommandLineResult>(result => result.Code == ExitCodes.UsedWrongly
            && result.Out.Contains("No page in 'pages' has the name of a contract; expected names such as small.md."));
        using var elsewhere = new CommandLineRun();
        (await gated.RunAsync("--base", "HEAD", "--documents", elsewhere.Folder)).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.UsedWrongly && result.Error.Contains("is not in the repository of the working folder"));
    }

    [Test]
    public async Task The_first_push_of_a_branch_compares_no_pages()
    {
        Commit("small.md", Page);
        (await gated.RunAsync("--base", new string('0', 40), "--documents", "pages")).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.Fine && result.Out.Contains("drift         -: there is no base to compare with"));
    }

    public void Dispose() => gated.Dispose();

    private void Commit(string name, string text)
    {
        gated.Command.Write($"pages/{name}", text);
        gated.Repository.Commit();
    }

    private Task<CommandLineResult> GateAsync(params string[] more) => gated.RunAsync(["--base", "HEAD", "--documents", "pages", .. more]);
}
