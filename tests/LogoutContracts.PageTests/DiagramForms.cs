using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Primitives;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests;

/// <summary>Diagrams as the page draws them, and as Mermaid, whose own program draws the second form.</summary>
public sealed class DiagramForms
{
    private const string Hostile = "\"]);<img src=x onerror=window.hacked=1>`**`$$x^2$$ style a:#0; - 1. &lt; javascript:1 ``` \u202e#35;|end";

    // Boxes with their texts, and arrows with their ends and labels. Where lines are broken does not matter.
    private const string DrawnByPage = """
        () => {
          const text = element => [...element.querySelectorAll('tspan')].map(line => line.textContent).join('').replace(/\s/g, '');
          const labels = [...document.querySelectorAll('.diagram g.label')];
          return [
            ...[...document.querySelectorAll('.diagram [data-node]')].map(node => `${node.dataset.node} ${text(node)}`),
            ...[...document.querySelectorAll('.diagram polyline')].map(({ dataset: { from, to }, classList }) => {
              const label = labels.find(label => label.dataset.from === from && label.dataset.to === to);
              return `${from} ${classList.contains('alternative') ? '-.->' : '-->'} ${to} ${label ? text(label) : ''}`;
            }),
          ].sort();
        }
        """;

    private const string DrawnByMermaid = """
        async source => {
          mermaid.initialize({ startOnLoad: false });
          document.body.innerHTML = (await mermaid.render('drawn', source)).svg;
          const text = element => element === null ? '' : element.textContent.replace(/[\s\u2060]/g, '');
          return [
            ...[...document.querySelectorAll('g.node')].map(node =>
              `${node.id.match(/flowchart-(\w+)-\d+$/)[1]} ${text(node.querySelector('.nodeLabel'))}`),
            ...[...document.querySelectorAll('path.flowchart-link')].map(path => {
              const [, from, to] = path.dataset.id.split('_');
              const arrow = path.classList.contains('edge-pattern-dotted') ? '-.->' : '-->';
              return `${from} ${arrow} ${to} ${text(document.querySelector(`.edgeLabels [data-id="${path.dataset.id}"]`))}`;
            }),
          ].sort();
        }
        """;

    [TestCaseSource(typeof(BuiltInPlans), nameof(BuiltInPlans.Ids))]
    public async Task Have_the_same_boxes_and_arrows(string contract)
    {
        await using var open = await OpenPage.StartAsync([contract]);
        await CompareAsync(open, BuiltInPlans.Of(contract));
    }

    [Test]
    public async Task Hostile_names_are_text()
    {
        var plan = Renamed(BuiltInPlans.Of("laravel"), name => name + Hostile);
        await using var open = await OpenPage.StartAsync(plan);

        await CompareAsync(open, plan);
    }

    [Test]
    public async Task Are_chosen_by_keyboard_and_lead_to_variants()
    {
        await using var open = await OpenPage.StartAsync(["edin", "laravel"], "#/diagrams");
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "edin: states of a session" })).ToBeVisibleAsync();

        await open.Page.TabToAsync(open.Page.Locator("#contract"));
        await open.Page.Keyboard.TypeAsync("laravel");
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "laravel: states of a session" })).ToBeVisibleAsync();
        await open.Page.TabToAsync(open.Page.Locator("#diagram"));
        await open.Page.Keyboard.TypeAsync("rules of logout");
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "laravel: logout" })).ToBeVisibleAsync();
        var replay = open.Page.GetByRole(AriaRole.Link, new() { Name = "401 replay" });
        await open.Page.TabToAsync(replay);
        await open.Page.Keyboard.PressAsync("Enter");

        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "logout · replay" })).ToBeVisibleAsync();
    }

    private static async Task CompareAsync(OpenPage open, MockPlan plan)
    {
        var mermaid = await open.Page.Context.NewPageAsync();
        await mermaid.AddScriptTagAsync(new() { Path = Mermaid });
        foreach (var operation in plan.Contract.Operations.Select(operation => operation.Id).Prepend(""))
        {
            var address = $"#/diagrams?contract={plan.Contract.Id}&operation={Uri.EscapeDataString(operation)}";
            await open.Page.GotoAsync($"{open.Server.AdminAddress}{address}");
            var title = operation.Length == 0 ? "states of a session" : operation.Replace("\u202e", "⟨U+202E⟩", StringComparison.Ordinal);
            await Expect(open.Page.Locator("main h2").First).ToContainTextAsync(title);
            var drawn = await open.Page.EvaluateAsync<string[]>(DrawnByPage);
            var source = await open.Page.Locator("details pre").TextContentAsync();

            var other = await mermaid.EvaluateAsync<string[]>(DrawnByMermaid, source);

            other.Should().Equal(drawn);
            drawn.Should().HaveCountGreaterThan(2);
        }

        foreach (var page in new[] { open.Page, mermaid })
            (await page.EvaluateAsync<bool>("'hacked' in window || document.querySelector('img') !== null")).Should().BeFalse();
    }

    /// <summary>The file of the npm package; skips the test if the packages are not there.</summary>
    private static string Mermaid
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_NPM");
            var file = Path.Join(folder, "node_modules", "mermaid", "dist", "mermaid.min.js");
            if (folder is not { Length: > 0 } && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 })
                Assert.Ignore("Needs the npm packages of tests/Independent; LOGOUT_CONTRACTS_NPM names their folder.");
            return file;
        }
    }

    private static MockPlan Renamed(MockPlan plan, Func<string, string> rename)
    {
        var contract = plan.Contract;
        var probe = contract.Sessions.Probe;
        return Mocks.MockPlanner.Plan(contract with
        {
            Title = rename(contract.Title),
            Workflows = [],
            Sessions = contract.Sessions with { Probe = new(rename(probe.Operation), rename(probe.Live), rename(probe.Dead)) },
            Paths = contract.Paths.Select(path => path with
            {
                Operations = path.Operations.Select(operation => operation with
                {
                    Id = rename(operation.Id),
                    Variants = All(operation.Variants),
                }).ToValueList(),
                OtherMethods = All(path.OtherMethods),
            }).ToValueList(),
        }).Require();

        ValueList<Specs.Model.Variant> All(ValueList<Specs.Model.Variant> variants) => variants.Select(variant => variant with
        {
            Operation = rename(variant.Operation),
            Name = rename(variant.Name),
            Instead = variant.Instead is { } instead ? rename(instead) : null,
        }).ToValueList();
    }
}
