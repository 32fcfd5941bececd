using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests.Journeys;

/// <summary>What the journal shows is saved, with its filter; and a session's timeline has its login and all its values.</summary>
public sealed class SavedJournals
{
    [TestCase("Export HAR", "journal.har", "\"version\": \"1.2\"")]
    [TestCase("Export C# test", "RecordedRequests.cs", "Laravel_answers_as_recorded")]
    public async Task The_filtered_journal_is_saved(string button, string file, string text)
    {
        await using var open = await OpenPage.StartAsync(["laravel", "edin"], "#/journal?contract=laravel");
        await open.SendAsync("laravel", "logout", "no-token");
        await open.SendAsync("edin", "logout", "no-session");
        await Expect(open.Page.GetByText("1 request")).ToBeVisibleAsync();

        var download = await open.Page.RunAndWaitForDownloadAsync(
            () => open.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());

        download.SuggestedFilename.Should().Be(file);
        (await File.ReadAllTextAsync(await download.PathAsync())).Should().Contain(text).And.NotContain("/bdoc/");
    }

    [Test]
    public async Task If_there_is_nothing_to_save_the_page_says_so()
    {
        await using var open = await OpenPage.StartAsync(["laravel"], "#/journal");
        open.Expected = "404";

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Export C# test" }).ClickAsync();

        await Expect(open.Page.Locator("#said")).ToContainTextAsync("The journal has no request that the filter selects");
    }

    [Test]
    public async Task A_timeline_has_the_login_and_the_requests_with_older_values()
    {
        await using var open = await OpenPage.StartAsync(["oauth2"], "#/walk?contract=oauth2");
        await Expect(open.Page.Locator(".verdict")).ToBeVisibleAsync();
        await open.SendAsync("oauth2", "token", "refreshed");
        await open.Page.GotoAsync($"{open.Server.AdminAddress}#/sessions?user=jane&state=ended");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Timeline" }).Last.ClickAsync();

        await Expect(open.Page.Locator("tbody")).ToContainTextAsync("POST /token");
        await Expect(open.Page.Locator("tbody")).ToContainTextAsync("opened");
        await Expect(open.Page.Locator("tbody")).ToContainTextAsync("POST /revoke");
    }

    [Test]
    public async Task Each_value_of_a_token_family_is_shown_with_age_and_state()
    {
        await using var open = await OpenPage.StartAsync(["oauth2"], "#/sessions?user=zoe");
        var sessions = open.Server["oauth2"].Sessions;
        sessions.Renew(sessions.Open("zoe")["accessToken"]);
        open.Server.Clock.Advance(TimeSpan.FromMinutes(65));
        await open.Page.ReloadAsync();

        await Expect(open.Page.Locator("tbody tr").First).ToContainTextAsync("1 h 5 min");
        await open.Page.GetByRole(AriaRole.Button, new() { NameString = "Show values of" }).ClickAsync();

        var values = open.Page.GetByRole(AriaRole.Region, new() { NameString = "Values of" });
        await Expect(values.Locator("tbody tr")).ToHaveCountAsync(4);
        await Expect(values).ToContainTextAsync("superseded");
    }
}
