using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests;

/// <summary>axe-core finds nothing, in the dark on a phone and in the light on a screen.</summary>
public sealed class Accessibility
{
    private static readonly string[] Addresses =
    [
        "#/walk?contract=laravel", "#/variants?contract=laravel", "#/variants?contract=laravel&operation=logout&variant=no-token",
        "#/diagrams?contract=laravel", "#/diagrams?contract=laravel&operation=logout", "#/sessions", "#/journal", "#/control", "#/check",
    ];

    [TestCase(true, 390)]
    [TestCase(false, 1280)]
    public async Task No_view_has_a_violation(bool isDark, int width)
    {
        await using var open = await OpenPage.StartAsync(["laravel"], window: new()
        {
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        await open.SendAsync("laravel", "logout", "no-token");
        foreach (var address in Addresses)
        {
            await open.Page.GotoAsync($"{open.Server.AdminAddress}{address}");
            await Expect(open.Page.Locator("h1")).ToBeVisibleAsync();
            if (address.Contains("walk", StringComparison.Ordinal))
                await Expect(open.Page.Locator(".verdict")).ToBeVisibleAsync();
            var found = await open.Page.RunAxe();
            found.Violations.Select(violation => $"{address}: {violation.Id}: {violation.Nodes.First().Html}").Should().BeEmpty();
            var scrolls = await open.Page.EvaluateAsync<bool>(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth");
            scrolls.Should().BeFalse($"{address} fits into {width} pixels");
            if (Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_SCREENSHOTS") is { Length: > 0 } folder)
            {
                var name = string.Concat(address.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
                await open.Page.ScreenshotAsync(new()
                {
                    Path = Path.Join(folder, $"{name}-{width}-{(isDark ? "dark" : "light")}.png"),
                    FullPage = true,
                });
            }
        }
    }
}
