using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests;

/// <summary>
/// axe-core finds nothing, in the dark on a phone and in the light on a screen. With a folder in LOGOUT_CONTRACTS_SCREENSHOTS, in both
/// on both, with a picture of each view.
/// </summary>
public sealed class Accessibility
{
    private static readonly string[] Addresses =
    [
        "#/walk?contract=laravel", "#/walk?contract=all", "#/variants?contract=laravel",
        "#/variants?contract=laravel&operation=logout&variant=no-token",
        "#/diagrams?contract=laravel", "#/diagrams?contract=laravel&operation=logout", "#/sessions?contract=oauth2&user=zoe", "#/journal",
        "#/control", "#/check",
    ];

    internal static string? Screenshots =>
        Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    internal static IEnumerable<TestCaseData> Windows =>
        from isDark in (bool[])[true, false]
        from width in (int[])[390, 1280]
        where Screenshots is not null || isDark == (width == 390)
        select new TestCaseData(isDark, width);

    [TestCaseSource(nameof(Windows))]
    public async Task No_view_has_a_violation(bool isDark, int width)
    {
        await using var open = await OpenPage.StartAsync(["laravel", "oauth2"], window: new()
        {
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        await open.SendAsync("laravel", "logout", "no-token");
        open.Server["laravel"].Force("logout", "no-token");
        var tokens = open.Server["oauth2"].Sessions.Open("zoe");
        open.Server["oauth2"].Sessions.Renew(tokens["accessToken"]);
        foreach (var address in Addresses)
        {
            await open.Page.GotoAsync($"{open.Server.AdminAddress}{address}");
            await Expect(open.Page.Locator("h1")).ToBeVisibleAsync();
            if (address.Contains("walk", StringComparison.Ordinal))
                await Expect(open.Page.Locator("section h2").First).ToBeVisibleAsync();
            await open.Page.EvaluateAsync("document.querySelector('button[aria-expanded=false]')?.click()");
            var found = await open.Page.RunAxe();
            found.Violations.Select(violation => $"{address}: {violation.Id}: {violation.Nodes.First().Html}").Should().BeEmpty();
            var scrolls = await open.Page.EvaluateAsync<bool>(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth");
            scrolls.Should().BeFalse($"{address} fits into {width} pixels");
            if (Screenshots is { } folder)
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
