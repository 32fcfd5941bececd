using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests.Journeys;

/// <summary>A colleague who opens an address sees what its sender saw.</summary>
public sealed class SentAddresses
{
    [Test]
    public async Task Filters_of_the_journal()
    {
        await using var open = await StartAsync("#/journal");
        await open.SendAsync("laravel", "logout", "no-token");
        await open.SendAsync("edin", "logout", "no-session");
        await open.SendAsync("laravel", "listCustomers", "live");
        var page = open.Page;
        await page.GetByLabel("Contract").SelectOptionAsync("laravel");
        await page.GetByLabel("Status").FillAsync("401");
        await page.GetByLabel("Variant").FillAsync("no-token");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Expect(page.GetByText("1 request")).ToBeVisibleAsync();

        var other = await ColleagueAsync(open);
        await Expect(other.GetByLabel("Contract")).ToHaveValueAsync("laravel");
        await Expect(other.GetByLabel("Status")).ToHaveValueAsync("401");
        await Expect(other.GetByLabel("Variant")).ToHaveValueAsync("no-token");
        await Expect(other.GetByText("1 request")).ToBeVisibleAsync();
        await Expect(other.Locator("tbody")).ToContainTextAsync("DELETE /api/v1/logout");
    }

    [Test]
    public async Task Filters_and_pages_of_sessions()
    {
        await using var open = await StartAsync("#/sessions");
        for (var i = 0; i < 60; i++)
            open.Server["laravel"].Sessions.Open($"zoe {i}");
        var page = open.Page;
        await page.GetByLabel("User contains").FillAsync("zoe");
        await page.GetByLabel("User contains").PressAsync("Enter");
        await Expect(page.GetByText("1 to 50 of 60 sessions")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).ClickAsync();
        await Expect(page.GetByText("51 to 60 of 60 sessions")).ToBeVisibleAsync();

        var other = await ColleagueAsync(open);
        await Expect(other.GetByText("51 to 60 of 60 sessions")).ToBeVisibleAsync();
        await Expect(other.GetByLabel("User contains")).ToHaveValueAsync("zoe");
    }

    [Test]
    public async Task A_search_a_walk_and_a_check()
    {
        await using var open = await StartAsync("#/variants");
        var page = open.Page;
        await page.GetByLabel("Search").FillAsync("logout no-token");
        await Expect(page.GetByText("1 of")).ToBeVisibleAsync();
        var other = await ColleagueAsync(open);
        await Expect(other.GetByLabel("Search")).ToHaveValueAsync("logout no-token");
        await Expect(other.GetByText("1 of")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Walk through" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "laravel" }).ClickAsync();
        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();
        other = await ColleagueAsync(open);
        await Expect(other.Locator("h2").First).ToHaveTextAsync("laravel");

        await page.GetByRole(AriaRole.Link, new() { Name = "Check" }).ClickAsync();
        await page.GetByLabel("Check").SelectOptionAsync("audit");
        await page.GetByLabel("Contract").SelectOptionAsync("laravel");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.Locator(".verdict")).ToBeVisibleAsync();
        other = await ColleagueAsync(open);
        await Expect(other.GetByLabel("Check")).ToHaveValueAsync("audit");
        await Expect(other.GetByLabel("Contract")).ToHaveValueAsync("laravel");
    }

    private static Task<OpenPage> StartAsync(string view) => OpenPage.StartAsync(["edin", "laravel"], view);

    /// <summary>Another page with the address of the first.</summary>
    private static async Task<IPage> ColleagueAsync(OpenPage open)
    {
        var other = await open.Page.Context.NewPageAsync();
        await other.GotoAsync(open.Page.Url);
        return other;
    }
}
