using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests.Journeys;

/// <summary>
/// Someone who sees the page for the first time finds which of two mocks lets a token survive, following only what the page says: one
/// button to compare them, one link to see why, and one button for the commands.
/// </summary>
public sealed class Newcomer
{
    [TestCase("edin", "laravel", false)]
    [TestCase("rocketchat", "crafter", true)]
    public async Task Finds_the_mock_that_lets_a_token_survive_in_three_steps(string sound, string flawed, bool byKeyboard)
    {
        await using var open = await OpenPage.StartAsync([sound, flawed]);
        open.Server.SetFlaws(flawed, [MockServer.FlawCatalog.Find("token-survives")!]);
        var page = open.Page;
        await Expect(page.GetByText("Which server still lets them in?")).ToBeVisibleAsync();

        await UseAsync(page.GetByRole(AriaRole.Button, new() { Name = "Walk through all" }));
        var rows = page.GetByRole(AriaRole.Row);
        await Expect(rows.Filter(new() { HasText = sound })).ToContainTextAsync("The logout ended the session.");
        await Expect(rows.Filter(new() { HasText = flawed })).ToContainTextAsync("The token still works after the logout.");
        await UseAsync(page.GetByRole(AriaRole.Link, new() { Name = flawed }));
        await Expect(page.Locator(".step.wrong h3").Last).ToContainTextAsync("The same credentials again");
        await UseAsync(page.GetByRole(AriaRole.Button, new() { Name = "Copy commands" }));
        await Expect(page.Locator("#said[role=status]")).ToContainTextAsync("Copied: commands");

        var commands = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var answers = await RunAsync(commands);
        answers.Should().HaveCount(3, "the commands probe, log out and probe again");
        answers[2].Should().Be(answers[0], "the token still works");

        Task UseAsync(ILocator element) => byKeyboard ? page.PressAsync(element, "Enter") : element.ClickAsync();
    }

    private static async Task<List<string>> RunAsync(string commands)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", commands]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return [.. output.Split("HTTP/1.1 ").Skip(1).Select(answer => answer[..3])];
    }
}
