using Deque.AxeCore.Playwright;
using LogoutContracts.MockServer;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests;

/// <summary>The HTML report as a file that somebody opens, and in the frame of the page, where it may run no script.</summary>
public sealed class HtmlReports
{
    [TestCaseSource(typeof(Accessibility), nameof(Accessibility.Windows))]
    public async Task Are_filtered_and_read_as_a_single_file(bool isDark, int width)
    {
        var browser = Chromium.Browser;
        var folder = Directory.CreateTempSubdirectory("report");
        await using var context = await browser.NewContextAsync(new()
        {
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        try
        {
            var file = Path.Join(folder.FullName, "report.html");
            await File.WriteAllTextAsync(file, ReportFormats.Find("html")!.Write(await VerifyAsync("edin", "laravel")));
            var page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) => complaints.Add(message.Text);
            await page.GotoAsync(new Uri(file).AbsoluteUri);

            var all = page.GetByRole(AriaRole.Radio, new() { Name = "all results" });
            await page.TabToAsync(all);
            await page.Keyboard.PressAsync("ArrowDown");
            await ExpectOnlyFailuresAsync(page.Locator("body"));
            await CheckAsync(page, $"report-failures-{width}-{(isDark ? "dark" : "light")}");
            await page.Keyboard.PressAsync("ArrowUp");
            await Expect(page.Locator("#passed")).ToBeVisibleAsync();
            await CheckAsync(page, $"report-all-{width}-{(isDark ? "dark" : "light")}");

            // A passed case is closed until its link is followed.
            var passed = page.Locator(".matrix a.passed").First;
            await passed.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("li:target")).ToBeInViewportAsync();
            complaints.Should().BeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Are_filtered_in_the_frame_of_the_page(bool byKeyboard)
    {
        await using var open = await OpenPage.StartAsync(["laravel"], "#/check?command=verify", flaw: "token-survives");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        var report = open.Page.FrameLocator("iframe");
        await Expect(report.Locator("#passed")).ToBeVisibleAsync();

        // Of a group of radio buttons, Tab reaches the chosen one.
        if (byKeyboard)
            await PressAsync(report, "#show-all", "ArrowDown");
        else
            await report.GetByText("only failures").ClickAsync();
        await ExpectOnlyFailuresAsync(report.Locator("body"));
        if (byKeyboard)
            await PressAsync(report, ".matrix a.failed", "Enter");
        else
            await report.Locator(".matrix a.failed").First.ClickAsync();

        // By keyboard, the page around the frame stays where it is.
        await Expect(report.Locator("article:target")).ToBeVisibleAsync();
        if (!byKeyboard)
            await Expect(report.Locator("article:target")).ToBeInViewportAsync();

        // The frame runs no script, so the page cannot be asked what has the focus.
        async Task PressAsync(IFrameLocator frame, string element, string key)
        {
            for (var presses = 0; presses < 80 && await frame.Locator($"{element}:focus").CountAsync() == 0; presses++)
                await open.Page.Keyboard.PressAsync("Tab");
            await Expect(frame.Locator($"{element}:focus")).ToHaveCountAsync(1);
            await open.Page.Keyboard.PressAsync(key);
        }
    }

    private static async Task ExpectOnlyFailuresAsync(ILocator body)
    {
        await Expect(body.GetByRole(AriaRole.Status)).ToContainTextAsync("shown, of");
        await Expect(body.Locator("#passed")).ToBeHiddenAsync();
        await Expect(body.Locator(".matrix a.passed").First).ToBeHiddenAsync();
        await Expect(body.GetByRole(AriaRole.Row, new() { Name = "login" })).ToHaveCountAsync(0);
        await Expect(body.Locator("#failed")).ToBeVisibleAsync();
        await Expect(body.GetByRole(AriaRole.Rowheader, new() { Name = "logout", Exact = true })).ToBeVisibleAsync();
        await Expect(body.Locator(".matrix a.failed").First).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        var found = await page.RunAxe();
        found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes.First().Html}").Should().BeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth")).Should().BeFalse();
        if (Accessibility.Screenshots is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Join(folder, $"{name}.png"), FullPage = true });
    }

    /// <summary>A report of <c>verify</c>, with a login and a logout each, against mocks in which a token survives its logout.</summary>
    private static async Task<Report> VerifyAsync(params string[] contracts)
    {
        var sections = new List<ReportSection>();
        foreach (var plan in contracts.Select(BuiltInPlans.Of))
        {
            await using var mock = await LogoutMockServer.StartAsync([plan], new MockServerOptions
            {
                PortOf = _ => 0,
                AdminPort = null,
                AppliesRateLimits = false,
                Flaws = [FlawCatalog.Find("token-survives")!],
            });
            using var wire = new RawHttpClient(keepsConnections: true);
            var target = new Target(mock.BaseAddress, TargetKind.Mock).WithClock(mock.Clock.Advance);
            var run = new VerificationRun(plan, target, wire, new VerificationRunOptions(4));
            var variants = VerificationCase.AllOf(plan).OfType<VerificationCase.OfVariant>()
                .Where(each => each.Variant.Name is "logged-in" or "session-ended").ToList();
            sections.Add((await run.RunAsync(variants, null, CancellationToken.None)).Section);
        }

        return new("verify", "0.0.0", DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1), [.. sections]);
    }
}
