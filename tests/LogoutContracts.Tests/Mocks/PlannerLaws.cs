using System.Globalization;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Mocks.Stubs.Dialects;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Mocks.Stubs.Planning;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Mocks;

public sealed class PlannerLaws
{
    [Test]
    public void Planning_twice_gives_the_same_bytes()
    {
        var once = FromScratch();
        once.Should().NotBeEmpty();
        FromScratch().Should().Equal(once);
    }

    // Globalization is invariant here, so there is no Turkish culture. A culture with its own number and date formats replaces it.
    [Test]
    public void Planning_is_the_same_under_any_culture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.PositiveSign = "#";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = "h";
        culture.DateTimeFormat.ShortDatePattern = "dd-MM-yy";
        var before = CultureInfo.CurrentCulture;
        IReadOnlyList<(string, string)> formatted;
        CultureInfo.CurrentCulture = culture;
        try
        {
            formatted = FromScratch();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        formatted.Should().Equal(FromScratch());
    }

    [Test]
    public void Every_release_can_be_planned_and_its_own_variants_answer_then()
    {
        foreach (var contract in SpecCatalog.BuiltIn)
        {
            foreach (var release in contract.Releases.Known)
            {
                var plan = MockPlanner.Plan(contract, release).Require();
                plan.Release.Should().Be(release);
                plan.Variants.Where(variant => variant.IsDefault).Should().OnlyContain(variant => variant.Variant.HoldsIn(release));
            }
        }
    }

    [Test]
    public void No_two_seeded_sessions_share_a_credential()
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var plan in Plans.All)
        {
            foreach (var variant in plan.Variants)
            {
                var sessions = variant.Seeds.Sessions
                    .Where(session => !(session.Role == Role.Target && variant.Variant.Given.Target == TargetStates.Self));
                foreach (var session in sessions)
                {
                    foreach (var value in session.Values)
                    {
                        plan.Contract.Sessions.FormatOf(value.Name)!.Matches(value.Value)
                            .Should().BeTrue("{0} of {1} should have the vendor's format", value, session);
                        var isPerUser = plan.Contract.Sessions.Credentials.Any(credential =>
                            credential.IsPerUser && string.Equals(credential.Name, value.Name, StringComparison.Ordinal));
                        var owner = $"{plan.Contract.Id}: {value.Name} of {session.User}{(isPerUser ? "" : $", {session.Role}")}";
                        if (!owners.TryAdd(value.Value, owner))
                            (isPerUser ? owners[value.Value] : "somebody else").Should().Be(owner, "each value belongs to one owner");
                    }
                }
            }
        }

        owners.Count.Should().BeGreaterThan(100);
    }

    [Test]
    public void Every_variant_has_a_stub_or_a_reason_why_not()
    {
        foreach (var plan in Plans.All)
        {
            var stubs = StubPlanner.Plan(plan);
            var names = stubs.Groups.Select(group => group.Name).ToList();
            names.Should().OnlyHaveUniqueItems();
            foreach (var variant in plan.Variants)
            {
                names.Contains($"{variant.Operation}.{variant.Name}", StringComparer.Ordinal).Should().Be(
                    stubs.Expresses(variant),
                    "{0} {1} {2} should have either a stub or a reason", plan.Contract.Id, variant.Operation, variant.Name);
            }

            stubs.NotExpressible.Should().NotContain(entry => entry.Reason.Length == 0);
            stubs.Groups.SelectMany(group => group.Stubs).Select(stub => stub.Id).Should().OnlyHaveUniqueItems();
        }
    }

    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public void The_committed_stubs_are_those_of_the_plan(string contract)
    {
        var folder = SourceTree.PathOf("mocks", contract);
        var files = GeneratedFiles.Of(Plans.Of(contract));
        var committed = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        committed.Should().BeEquivalentTo(files.Select(file => file.Path), "no stub may be missing or left over; run 'generate'");
        foreach (var file in files)
        {
            var text = File.ReadAllText(Path.Combine(folder, file.Path));
            string.Equals(text, file.Text, StringComparison.Ordinal).Should().BeTrue("{0} should be up to date; run 'generate'", file.Path);
        }
    }

    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public void Reading_the_committed_stubs_gives_those_of_the_plan(string contract)
    {
        var folder = SourceTree.PathOf("mocks", contract);
        foreach (var group in StubPlanner.Plan(Plans.Of(contract)).Groups)
        {
            WireMockNetDialect.Read(File.ReadAllText(Path.Combine(folder, "wiremock-net", $"{group.Name}.json")))
                .Should().Equal(group.Stubs);
            WireMockDialect.Read(File.ReadAllText(Path.Combine(folder, "wiremock", "mappings", $"{group.Name}.json")))
                .Should().Equal(group.Stubs);
        }
    }

    [Test]
    public async Task The_stubs_of_edin_read_as_a_table()
    {
        var plan = Plans.Of("edin");
        var groups = StubPlanner.Plan(plan).Groups.SelectMany(group => group.Stubs.Select(Line).Prepend($"\n{group.Name}"));
        var text = string.Join('\n', groups);
        foreach (var session in plan.Variants.SelectMany(variant => variant.Seeds.Sessions))
            text = text.Replace(session["SID"], new Hole(session.Role, "SID").ToString(), StringComparison.Ordinal);
        await Testing.Snapshot.Verify(text.TrimStart('\n'), "PlannerLaws.edin");
    }

    /// <summary>Priority, request, required and next state of the scenario, and the answer.</summary>
    private static string Line(Stub stub)
    {
        var request = stub.Request;
        var patterns = request.Headers.Select(header => $"header {header.Name} {header.Pattern}")
            .Concat(request.Cookies.Select(cookie => $"cookie {cookie.Name} {cookie.Pattern}"))
            .Concat(request.Query.Select(query => $"query {query.Name} {query.Pattern}"))
            .Concat(request.Body is null ? [] : [Body(request.Body)]);
        var scenario = stub.Scenario is null ? "" : $" [{stub.Scenario.Required} -> {stub.Scenario.Next}]";
        return $"  {stub.Priority,7} {request.Method ?? "any"} {request.Path} {string.Join(", ", patterns)}{scenario}"
            + $" => {stub.Response.Status} ({stub.Name})";
    }

    private static string Body(StubBody body) => body switch
    {
        StubBody.Empty => "no body",
        StubBody.Text text => $"body '{text.Value}'",
        StubBody.Json json => $"body like {json.Value}",
        StubBody.Lacks lacks => $"body without {lacks.Property}",
        StubBody.Matches matches => $"body with {matches.Regex}",
        _ => throw new ArgumentOutOfRangeException(nameof(body)),
    };

    private static IReadOnlyList<(string, string)> FromScratch() => [.. SpecCatalog.ReadAll(SpecCatalog.BuiltInFiles())
        .SelectMany(read => GeneratedFiles.Of(MockPlanner.Plan(read.Require()).Require())
            .Select(file => ($"{read.Require().Id}/{file.Path}", file.Text)))];
}
