using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests;

/// <summary>Variants, sessions, journal and control, used as a person would.</summary>
public sealed class Views
{
    [Test]
    public async Task A_variant_is_found_and_sent()
    {
        await using var open = await OpenPage.StartAsync(["laravel", "edin"], "#/variants");

        await open.Page.GetByLabel("Search").FillAsync("laravel replay");
        await Expect(open.Page.GetByText("of", new() { Exact = false }).First).ToBeVisibleAsync();
        await open.Page.Locator(".list a").First.ClickAsync();
        for (var i = 0; i < 2; i++)
        {
            await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
            await Expect(open.Page.Locator(".verdict")).ToContainTextAsync("The answer is as stated.");
        }

        await Expect(open.Page.GetByText("Basis:").First).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Copy curl" }).ClickAsync();
        (await open.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().StartWith("curl ");
    }

    [Test]
    public async Task A_session_is_opened_ended_and_followed()
    {
        await using var open = await OpenPage.StartAsync(["laravel"], "#/sessions?contract=laravel");
        var form = open.Page.GetByRole(AriaRole.Form, new() { Name = "Open a session" });
        await form.GetByLabel("User").FillAsync("zoe");
        await form.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(form.Locator("pre")).ToContainTextAsync("token:");

        await open.Page.GetByLabel("User contains").FillAsync("zoe");
        await open.Page.GetByLabel("User contains").PressAsync("Enter");
        await Expect(open.Page.GetByText("1 to 1 of 1 session")).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { NameString = "End the session" }).ClickAsync();
        await Expect(open.Page.Locator("tbody")).ToContainTextAsync("ended");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Timeline" }).ClickAsync();

        await Expect(open.Page.GetByText("as far back as the journal goes")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Requests_appear_as_they_come_in()
    {
        await using var open = await OpenPage.StartAsync(["laravel"], "#/journal");
        await Expect(open.Page.GetByText("0 requests")).ToBeVisibleAsync();

        await open.SendAsync("laravel", "logout", "no-token");
        await Expect(open.Page.Locator("tbody")).ToContainTextAsync("no-token");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await open.SendAsync("laravel", "logout", "no-token");
        await Expect(open.Page.GetByText("1 request, 1 waiting")).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(open.Page.GetByText("2 requests")).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show request 1" }).ClickAsync();

        await Expect(open.Page.GetByText("Answered by")).ToBeVisibleAsync();
    }

    [Test]
    public async Task What_is_in_force_is_in_view_until_it_ends()
    {
        await using var open = await OpenPage.StartAsync(["laravel"], "#/control");

        await open.Page.GetByLabel("Minutes").FillAsync("7");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Move" }).ClickAsync();
        await Expect(open.Page.GetByText("the clock is PT7M ahead")).ToBeVisibleAsync();
        var form = open.Page.GetByRole(AriaRole.Form, new() { Name = "Force an answer" });
        await form.GetByLabel("Operation").SelectOptionAsync("logout");
        await form.GetByLabel("Variant").SelectOptionAsync("no-token");
        await form.GetByRole(AriaRole.Button, new() { Name = "Force" }).ClickAsync();
        await Expect(open.Page.GetByText("laravel: no-token is forced on logout")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("pre")).ToContainTextAsync("/__admin/force");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Journal" }).ClickAsync();
        await Expect(open.Page.GetByText("In force:")).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "End all and reset" }).ClickAsync();

        await Expect(open.Page.GetByText("In force:")).ToBeHiddenAsync();
    }

    [Test]
    public async Task A_flaw_is_switched_on_and_off_while_sessions_stay()
    {
        await using var open = await OpenPage.StartAsync(["laravel", "rocketchat"], "#/control");
        var session = open.Server["laravel"].Sessions.Open("zoe");
        var form = open.Page.GetByRole(AriaRole.Form, new() { Name = "Switch release or flaw" });
        await form.GetByLabel("Contract").SelectOptionAsync("laravel");
        await form.GetByLabel("Flaw").SelectOptionAsync("token-survives");
        await form.GetByRole(AriaRole.Button, new() { Name = "Switch" }).ClickAsync();
        await Expect(open.Page.GetByText("laravel has the flaw token-survives")).ToBeVisibleAsync();
        await form.GetByLabel("Contract").SelectOptionAsync("rocketchat");
        await form.GetByLabel("Release").SelectOptionAsync("7");
        await form.GetByRole(AriaRole.Button, new() { Name = "Switch" }).ClickAsync();
        await Expect(open.Page.GetByText("rocketchat is release 7")).ToBeVisibleAsync();
        open.Server["rocketchat"].Plan.Release.Should().Be("7");
        open.Server["laravel"].Sessions.StateOf(session["token"]).Should().Be(Specs.Model.SessionState.Active);
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Walk through" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "laravel" }).ClickAsync();
        await Expect(open.Page.Locator(".verdict")).ToContainTextAsync("The token still works");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "End all and reset" }).ClickAsync();

        await Expect(open.Page.GetByText("In force:")).ToBeHiddenAsync();
        open.Server["rocketchat"].Plan.Release.Should().Be("6");
    }

    [TestCase("verify", "0 failed")]
    [TestCase("audit", "0 failed")]
    public async Task A_check_runs_and_its_report_is_in_place(string command, string text)
    {
        await using var open = await OpenPage.StartAsync(["laravel"], $"#/check?command={command}");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await Expect(open.Page.Locator(".verdict")).ToContainTextAsync(text);
        await Expect(open.Page.FrameLocator("iframe").Locator("main")).ToContainTextAsync("laravel", new() { IgnoreCase = true });
    }

    [Test]
    public async Task A_browser_gets_an_index_at_the_port_of_a_contract_and_nobody_else_does()
    {
        await using var open = await OpenPage.StartAsync(["laravel"]);
        var root = open.Server.AddressOf("laravel");

        await open.Page.GotoAsync(root.ToString());
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Walk through a logout" }).ClickAsync();
        await Expect(open.Page.Locator(".verdict")).ToBeVisibleAsync();

        using var client = new HttpClient();
        using var other = await client.GetAsync(root);
        ((int)other.StatusCode).Should().Be(404);
    }
}
