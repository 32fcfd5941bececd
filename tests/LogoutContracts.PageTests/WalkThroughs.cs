using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests;

/// <summary>The first view: one button per contract shows whether its logout ends the session.</summary>
public sealed class WalkThroughs
{
    [TestCase("laravel")]
    [TestCase("rocketchat")]
    [TestCase("edin")]
    [TestCase("crafter")]
    [TestCase("oauth2")]
    public async Task A_sound_mock_ends_the_session(string contract)
    {
        await using var open = await OpenPage.StartAsync([contract]);

        await open.Page.GetByRole(AriaRole.Button, new() { Name = contract, Exact = true }).ClickAsync();

        await Expect(open.Page.Locator(".verdict")).ToContainTextAsync("The logout ended the session.");
        await Expect(open.Page.Locator(".step.wrong")).ToHaveCountAsync(0);
        await Expect(open.Page.Locator(".step .why").Last).ToContainTextAsync("Basis:");
    }

    [Test]
    public async Task Of_two_mocks_the_one_that_lets_a_token_survive_is_plain_to_see()
    {
        await using var open = await OpenPage.StartAsync(["laravel"], flaw: "token-survives");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "laravel" }).ClickAsync();

        await Expect(open.Page.Locator(".verdict")).ToContainTextAsync("The token still works after the logout.");
        await Expect(open.Page.Locator(".step.wrong h3").Last).ToContainTextAsync("The same credentials again");
        await Expect(open.Page.Locator(".repeat pre")).ToContainTextAsync("curl -i");
    }

    [TestCase(null, "200 204 401")]
    [TestCase("token-survives", "200 204 200")]
    public async Task Its_commands_show_the_same(string? flaw, string statuses)
    {
        await using var open = await OpenPage.StartAsync(["laravel"], "#/walk?contract=laravel", flaw);
        var lines = await open.Page.Locator(".repeat pre").InnerTextAsync();

        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-c", lines]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        string.Join(' ', output.Split("HTTP/1.1 ").Skip(1).Select(answer => answer[..3])).Should().Be(statuses);
    }

    [Test]
    public async Task Its_address_can_be_sent_to_a_colleague()
    {
        await using var open = await OpenPage.StartAsync(["edin", "laravel"], "#/walk?contract=laravel");

        await Expect(open.Page.Locator("h2").First).ToContainTextAsync("laravel");
        await Expect(open.Page.Locator(".verdict")).ToBeVisibleAsync();
    }
}
