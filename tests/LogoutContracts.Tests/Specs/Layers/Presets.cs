using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.Specs.Layers;

/// <summary>What presets add to a spec.</summary>
public sealed class Presets
{
    private const string Bearer = "no-token malformed-token unknown-token dead-token";

    [TestCase("bearer", "token: { format: '[0-9a-f]{32}' }", "token", Bearer, "header Authorization")]
    [TestCase(
        "cookie", "session: { format: '[0-9a-f]{32}', carriers: ['cookie SID={session}'] }", "session",
        "no-cookie unknown-cookie dead-cookie", "cookie SID")]
    [TestCase(
        "header", "token: { format: '[0-9a-f]{32}', carriers: ['header X-Session-Token: {token}'] }", "token",
        "no-token unknown-token dead-token", "header X-Session-Token")]
    [TestCase(
        "two-headers", "token: { format: '[0-9a-f]{32}' }, userId: { format: '[0-9]{8}' }", "token",
        "no-token half-a-token unknown-token dead-token", "header X-Auth-Token")]
    public void Each_has_what_every_contract_repeats(string preset, string credentials, string token, string refused, string carrier)
    {
        var plan = Plan(preset, credentials, token);
        Names(plan, "logout").Should().Be($"{refused} ended");
        Names(plan, "getMe").Should().Be($"{refused} live");
        Names(plan, "login").Should().Be("invalid-login logged-in");
        plan.Paths.SelectMany(path => path.OtherMethods).Select(variant => variant.Name).Should()
            .HaveCount(3).And.AllBe("wrong-method");
        plan.Contract.Sessions.Credentials.Single(credential => credential.Name.Equals(token, StringComparison.Ordinal))
            .Carriers.Should().ContainSingle().Which.ToString().Should().Be(carrier);
        plan.Dead.Name.Should().StartWith("dead-");
        plan.Find("logout", plan.Dead.Name).Answer!.Status.Should().Be(403);
        plan.Find("logout", plan.Dead.Name).Variant.Basis.Status.Should().Be(new BasisPart(BasisKind.Document, "Sessions"));
    }

    [TestCase("no-token: {}", $"malformed-token unknown-token dead-token no-token ended", TestName = "An empty variant places it")]
    [TestCase("malformed-token: null", "no-token unknown-token dead-token ended no-more", TestName = "Null drops it")]
    public void A_variant_can_be_moved_or_dropped(string variant, string names) =>
        Names(Plan("bearer", own: $"{variant}{(names.EndsWith("no-more", StringComparison.Ordinal) ? Rest : "")}"), "logout")
            .Should().Be(names);

    [Test]
    public void Fields_of_the_spec_take_the_place_of_those_of_the_preset()
    {
        var plan = Plan("bearer", own: "dead-token: { expect: { status: 410 }, basis: assumption }");
        var dead = plan.Find("logout", "dead-token");
        (dead.Answer!.Status, dead.Variant.Basis.Status!.Kind, dead.Variant.Summary)
            .Should().Be((410, BasisKind.Assumption, "A token whose session is over is refused."));
        plan.Find("getMe", "dead-token").Answer!.Status.Should().Be(403);
    }

    [Test]
    public void An_answer_can_have_a_basis_of_its_own_and_say_how_it_is_compared()
    {
        var plan = Plan("bearer", extra: ", invalidLogin: { status: 422, basis: [document, Login], compare: shape }");
        var invalid = plan.Find("login", "invalid-login");
        (invalid.Answer!.Status, invalid.Variant.Basis.Status, invalid.Variant.Compare)
            .Should().Be((422, new BasisPart(BasisKind.Document, "Login"), Closeness.Shape));
        var dead = plan.Find("logout", "dead-token");
        (dead.Variant.Basis.Status!.Kind, dead.Variant.Compare).Should().Be((BasisKind.Assumption, null));
    }

    [Test]
    public void How_an_answer_is_compared_belongs_to_the_answer()
    {
        var plan = Plan(
            "bearer", own: "dead-token: { expect: { status: 410 } }, no-token: {}",
            extra: ", refused: { status: 403, compare: shape }");
        plan.Find("logout", "no-token").Variant.Compare.Should().Be(Closeness.Shape);
        plan.Find("logout", "dead-token").Variant.Compare.Should().BeNull();
    }

    [Test]
    public void Paths_that_are_references_get_the_variants_too()
    {
        var text = Encoding.UTF8.GetString(Spec("bearer", "token: { format: '[0-9a-f]{32}' }", "token", "", "").Utf8.Span);
        var start = text.IndexOf("  /logout:\n", StringComparison.Ordinal);
        var item = text[(start + "  /logout:\n".Length)..];
        var indented = string.Join('\n', item.Split('\n').Select(line => line.Length > 0 ? $"    {line}" : line));
        var own = $"{text[..start]}  /logout: {{ $ref: '#/components/pathItems/Logout' }}\n"
            + $"components:\n  pathItems:\n    Logout:\n{indented}";
        var other = $"{text[..start]}  /logout: {{ $ref: 'paths.yaml#/Logout' }}\n";

        var whole = VariantsOf(new(FileOf(text), null));
        whole.Should().HaveCount(15);
        VariantsOf(new(FileOf(own), null)).Should().Equal(whole);
        var paths = FileOf($"Logout:\n{item}") with { Name = "paths.yaml" };
        VariantsOf(new(FileOf(other), null) { References = [new("paths.yaml", paths)] }).Should().Equal(whole);

        static LogoutContracts.Specs.Reading.Documents.TextFile FileOf(string text) => new("spec.yaml", Encoding.UTF8.GetBytes(text));

        static IEnumerable<string> VariantsOf(SpecFiles files) => MockPlanner.Plan(SpecReader.Read(files).Require()).Require().Variants
            .Select(variant => $"{variant.Operation}.{variant.Name}");
    }

    [Test]
    public void A_spec_can_do_without_some_everywhere() =>
        Plan("bearer", extra: ", without: [wrong-method, invalid-login]").Variants.Select(variant => variant.Name)
            .Should().NotContain(["wrong-method", "invalid-login"]).And.Contain("no-token");

    [Test]
    public void A_team_can_write_its_own()
    {
        var preset = Encoding.UTF8.GetBytes("""
            preset: ours
            session: { credentials: { token: { carriers: ['header X-Ours: {token}'] } }, probe: { dead: gone } }
            operations:
              gone:
                summary: Whatever has no live session is gone.
                given: { caller: ended }
                match: { caller: [absent, unknown, ended] }
                expect: refused
            """);
        var spec = Spec("ours.yaml", "token: { format: '[0-9a-f]{32}' }", "token", "", "");
        var files = new SpecFiles(spec, null) { Preset = new("ours.yaml", new("ours.yaml", preset)) };
        var contract = SpecReader.Read(files).Require();
        contract.Operations.Select(operation => string.Join(' ', operation.Variants.Select(variant => variant.Name)))
            .Should().Equal("logged-in", "gone live", "gone ended");
        contract.Sessions.Credentials[0].Carriers.Should().ContainSingle().Which.Name.Should().Be("X-Ours");

        var broken = Encoding.UTF8.GetBytes("preset: ours\noperations: { gone: { expect: denied }, off: {} }\nother: 1\n");
        SpecReader.Read(files with { Preset = new("ours.yaml", new("ours.yaml", broken)) }).Diagnostics
            .Select(problem => $"{problem.File} {problem.At} {problem.Rule}")
            .Should().Equal("ours.yaml 2:31 not-one-of", "ours.yaml 2:46 missing-field", "ours.yaml 3:1 unknown-field");
    }

    [Test]
    public void A_diagnostic_names_the_preset()
    {
        var spec = Spec("bearer", "token: { format: '[0-9a-f]{32}' }", "token", "", ", basis: vendor");
        SpecReader.Read(new SpecFiles(spec, null)).Diagnostics[0].ToString().Should().StartWith("spec.yaml:7:61: malformed");
        var without = Spec("bearer", "token: { format: '[0-9a-f]{32}' }", "token", "", ", without: dead-token");
        SpecReader.Read(new SpecFiles(without, null)).Diagnostics.Select(problem => problem.ToString().Split('\n')[0].TrimEnd())
            .Should().Contain("spec.yaml:7:5 (preset bearer): unknown-name");
    }

    // Rules what the dropped variant ruled.
    private const string Rest =
        ", no-more: { summary: Another, given: { caller: absent }, send: { headers: { Authorization: Basic } }, " +
        "expect: { status: 403 }, basis: assumption }";

    private static string Names(MockPlan plan, string operation) => string.Join(' ', plan.Variants
        .Where(variant => variant.Operation.Equals(operation, StringComparison.Ordinal) && variant.Variant.Rule.Method is null)
        .Select(variant => variant.Name));

    private static MockPlan Plan(
        string preset, string credentials = "token: { format: '[0-9a-f]{32}' }", string token = "token", string own = "", string extra = "")
    {
        var read = SpecReader.Read(new SpecFiles(Spec(preset, credentials, token, own, extra), null));
        read.Diagnostics.Should().BeEmpty();
        return MockPlanner.Plan(read.Require()).Require();
    }

    private static LogoutContracts.Specs.Reading.Documents.TextFile Spec(
        string preset, string credentials, string token, string own, string extra)
    {
        var opens = credentials.Contains("userId", StringComparison.Ordinal)
            ? "{ token: $response.body#/token, userId: $response.body#/user }" : $"{{ {token}: $response.body#/token }}";
        var drops = own.Contains("null", StringComparison.Ordinal);
        var (before, after) = (own.Length > 0 && !drops ? $"{own}, " : "", drops ? $", {own}" : "");
        var user = opens.Contains("userId", StringComparison.Ordinal) ? "{opened.userId}" : "ada";
        var basis = extra.Contains("basis", StringComparison.Ordinal) ? "" : ", basis: [document, Sessions]";
        var refused = extra.Contains("refused", StringComparison.Ordinal) ? "" : ", refused: { status: 403 }";
        return new("spec.yaml", Encoding.UTF8.GetBytes($$"""
            openapi: 3.1.1
            info: { title: Small, version: 1.0.0 }
            x-contract:
              id: small
              port: 9199
              session:
                preset: { use: {{preset}}{{refused}}{{basis}}{{extra}} }
                credentials: { {{credentials}} }
                probe: { operation: getMe, live: live }
            paths:
              /login:
                post:
                  operationId: login
                  x-session: { opens: {{opens}} }
                  requestBody: { content: { application/json: { schema: { type: object, required: [a] }, example: { a: 1 } } } }
                  responses:
                    '200':
                      description: Session
                      content: { application/json: { example: { token: '{opened.{{token}}}', user: '{{user}}' } } }
                  x-variants:
                    logged-in: { summary: In, expect: { status: 200 }, then: { opened: active }, basis: assumption }
              /me:
                get:
                  operationId: getMe
                  responses: { '200': { description: Me } }
                  x-variants: { live: { summary: Live, given: { caller: active }, expect: { status: 200 }, basis: assumption } }
              /logout:
                post:
                  operationId: logout
                  x-session: { ends: caller }
                  responses: { '204': { description: Over }, '403': { description: Refused }, '410': { description: Gone } }
                  x-variants:
                    {
                      {{before}}ended:
                        { summary: Over, given: { caller: active }, expect: { status: 204 }, then: { caller: ended }, basis: assumption }{{after}}
                    }
            """));
    }
}
