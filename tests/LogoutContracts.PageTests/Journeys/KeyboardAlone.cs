using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests.Journeys;

/// <summary>
/// Each view with Tab, Enter, Space, arrows and text alone. The focus is visible, and stays where the user is when the page changes; what
/// happens is announced.
/// </summary>
public sealed class KeyboardAlone
{
    [Test]
    public async Task A_contract_is_walked_through()
    {
        await using var open = await StartAsync("#/walk");
        var page = open.Page;

        await page.PressAsync(Button(page, "laravel"), "Enter");
        await SaidAsync(page, "laravel: The logout ended the session.");
        await Expect(Button(page, "laravel")).ToBeFocusedAsync();
        await page.PressAsync(Button(page, "Copy commands"), "Space");

        await SaidAsync(page, "Copied: commands");
    }

    [Test]
    public async Task The_content_is_one_key_away_and_views_are_links()
    {
        await using var open = await StartAsync("#/walk");
        var page = open.Page;

        await page.PressAsync(page.GetByText("Skip to the content"), "Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Variants" }), "Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Variants" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_variant_is_found_sent_and_copied()
    {
        await using var open = await StartAsync("#/variants");
        var page = open.Page;

        await page.TabToAsync(page.GetByLabel("Contract"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByLabel("Contract")).ToHaveValueAsync("laravel");
        await Expect(page.GetByLabel("Contract")).ToBeFocusedAsync();
        await page.TypeAsync(page.GetByLabel("Search"), "no-token logout");
        await page.PressAsync(page.Locator(".list a").First, "Enter");
        await Expect(Button(page, "Send")).ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Send"), "Space");
        await SaidAsync(page, "The answer is as stated.");
        await Expect(Button(page, "Send")).ToBeFocusedAsync();
        await page.PressAsync(Button(page, "Copy curl"), "Enter");
        await SaidAsync(page, "Copied: curl");
        await page.PressAsync(page.Locator("summary", new() { HasText = "Python" }), "Enter");
        await page.PressAsync(Button(page, "Copy Python"), "Enter");

        await SaidAsync(page, "Copied: Python");
    }

    [Test]
    public async Task A_session_is_opened_filtered_ended_and_followed()
    {
        await using var open = await StartAsync("#/sessions?contract=laravel&user=nobody");
        var page = open.Page;
        var form = page.GetByRole(AriaRole.Form, new() { Name = "Open a session" });

        await page.TabToAsync(form.GetByLabel("User"));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("zoe");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Opened. The credentials are shown here only.");
        await page.TabToAsync(page.GetByLabel("User contains"));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("zoe");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("1 to 1 of 1 session")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("User contains")).ToBeFocusedAsync();
        await page.PressAsync(page.GetByRole(AriaRole.Button, new() { NameString = "End the session" }), "Enter");
        await SaidAsync(page, "Ended: sha256:");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Timeline" })).ToBeFocusedAsync();
        await page.TabToAsync(page.GetByLabel("State"));
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByText("No sessions.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("State")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Timeline" }), "Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Journal" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_journal_is_filtered_paused_opened_and_exported()
    {
        await using var open = await StartAsync("#/journal");
        var page = open.Page;
        await open.SendAsync("laravel", "logout", "no-token");

        await page.TypeAsync(page.GetByLabel("Status"), "401");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("1 request")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Status")).ToBeFocusedAsync();
        await page.PressAsync(Button(page, "Pause"), "Space");
        await open.SendAsync("laravel", "logout", "no-token");
        await Expect(page.GetByText("1 request, 1 waiting")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("2 requests")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync(Button(page, "Export HAR"), "Enter"));
        download.SuggestedFilename.Should().Be("journal.har");
        await SaidAsync(page, "Saved: journal.har");
        await page.PressAsync(Button(page, "Show request 1"), "Enter");
        await Expect(Button(page, "Hide request 1")).ToBeFocusedAsync();

        await Expect(page.GetByText("Answered by")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Overrides_are_set_and_ended()
    {
        await using var open = await StartAsync("#/control");
        var page = open.Page;
        var force = page.GetByRole(AriaRole.Form, new() { Name = "Force an answer" });

        await page.TabToAsync(page.GetByRole(AriaRole.Form, new() { Name = "Switch release or flaw" }).GetByLabel("Flaw"));
        await page.Keyboard.TypeAsync("token-survives");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("laravel has the flaw token-survives")).ToBeVisibleAsync();
        await SaidAsync(page, "Done.");
        await page.TypeAsync(force.GetByLabel("Operation"), "logout");
        await page.TypeAsync(force.GetByLabel("Variant"), "no-token");
        await page.PressAsync(force.GetByRole(AriaRole.Button), "Space");
        await Expect(page.GetByText("laravel: no-token is forced on logout")).ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Move"), "Enter");
        await Expect(page.GetByText("the clock is PT10M ahead")).ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Copy curl"), "Enter");
        await page.PressAsync(Button(page, "End all and reset"), "Enter");
        await Expect(page.GetByText("In force:")).ToBeHiddenAsync();

        await SaidAsync(page, "All is as at the start.");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Control" })).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_check_is_started_and_its_report_reached()
    {
        await using var open = await StartAsync("#/check");
        var page = open.Page;

        await page.PressAsync(Button(page, "Start"), "Enter");
        await SaidAsync(page, "0 failed");
        await Expect(Button(page, "Start")).ToBeFocusedAsync();
        await page.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "The report on a page of its own" }));
        await page.TabToAsync(page.GetByLabel("Check"));
        await page.Keyboard.PressAsync("ArrowDown");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await page.TypeAsync(page.GetByLabel("Server on this machine"), $"http://{silent.LocalEndpoint}");
        await page.PressAsync(Button(page, "Start"), "Space");
        await page.PressAsync(Button(page, "Cancel"), "Enter");

        await Expect(page.Locator(".verdict")).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_token_is_given_and_signed_out()
    {
        const string Token = "a-token-of-sixteen-or-more";
        await using var open = await OpenPage.StartAsync(["laravel"], "#/journal", token: Token);
        open.Expected = "401";
        var page = open.Page;
        await Expect(page.GetByLabel("Admin token")).ToBeVisibleAsync();

        // The field may have the focus already.
        await page.GetByLabel("Admin token").EvaluateAsync("field => field.blur()");
        await page.TypeAsync(page.GetByLabel("Admin token"), Token);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("0 requests")).ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Sign out"), "Enter");

        await Expect(page.GetByLabel("Admin token")).ToBeVisibleAsync();
    }

    private static async Task<OpenPage> StartAsync(string view)
    {
        var open = await OpenPage.StartAsync(["laravel"], view);
        await Expect(open.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("main button, main select, main input").First).ToBeVisibleAsync();
        return open;
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Waits until a live region says the text.</summary>
    private static Task SaidAsync(IPage page, string text) => Expect(page.Locator("#said[role=status]")).ToContainTextAsync(text);
}
