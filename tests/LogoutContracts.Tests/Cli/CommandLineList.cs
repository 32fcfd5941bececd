using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli;

public sealed partial class CommandLineList
{
    [Test]
    public async Task A_list_for_persons_is_compact_and_complete()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("list", "edin", "rocketchat", "--operation", "login");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        await Snapshot.Verify(WithoutLines(result.Out), $"{nameof(CommandLineList)}.text");
    }

    [Test]
    public async Task A_list_for_programs_is_an_array_with_an_object_a_variant()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("list", "rocketchat", "--operation", "listMySessions", "--format", "json");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        await Snapshot.Verify(WithoutLines(result.Out), $"{nameof(CommandLineList)}.json");
    }

    [Test]
    public async Task Both_forms_list_every_variant_of_every_contract()
    {
        using var command = new CommandLineRun();
        var variants = SpecCatalog.BuiltIn
            .SelectMany(contract => MockPlanner.Plan(contract).Require().Variants
                .Select(variant => (contract.Id, variant.Operation, variant.Name)))
            .ToList();
        var text = (await command.RunAsync("list")).Out;
        variants.Should().OnlyContain(
            variant => text.Contains($"{variant.Id} {variant.Operation} {variant.Name}  ", StringComparison.Ordinal));
        var json = JsonNode.Parse((await command.RunAsync("list", "--format", "json")).Out)!.AsArray();
        json.Select(node => ((string)node!["contract"]!, (string)node["operation"]!, (string)node["variant"]!)).Should().Equal(variants);
    }

    [Test]
    public async Task A_variant_says_how_it_is_reached()
    {
        using var command = new CommandLineRun();
        var json = JsonNode.Parse((await command.RunAsync("list", "--format", "json")).Out)!.AsArray();
        foreach (var variant in json)
        {
            var reached = (string?)variant!["reachedBy"];
            ((string)variant["curl"]!).Contains("Prefer: variant=", StringComparison.Ordinal).Should().Be(reached is "prefer");
            ((bool)variant["default"]! ? reached : "").Should().BeOneOf("default", "", null);
            (reached is null).Should().Be(variant["notServed"] is not null);
        }
    }

    // Removes line numbers, so that a new comment in a spec does not change the snapshots.
    private static string WithoutLines(string list) => Line().Replace(list, "0");

    [GeneratedRegex("(?<=openapi[.]yaml:|\"line\": )[0-9]+")]
    private static partial Regex Line();
}
