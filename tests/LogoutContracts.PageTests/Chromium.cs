using Microsoft.Playwright;

namespace LogoutContracts.PageTests;

/// <summary>One Chromium for all tests. Each test gets windows of its own.</summary>
[SetUpFixture]
public sealed class Chromium
{
    /// <summary>A host name that Chromium resolves to loopback, as after DNS rebinding.</summary>
    public const string Rebound = "rebound.example";

    /// <summary>Milliseconds to wait for what a page must show: on a busy machine, an audit takes a while.</summary>
    internal const float Patience = 30_000;

    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static IPlaywright? playwright;
    private static IBrowser? browser;

    /// <summary>Skips the test if there is no Chromium, except in CI, where it fails.</summary>
    public static IBrowser Browser
    {
        get
        {
            const string Missing = "Needs Chromium: Debian's package 'chromium', or the path in LOGOUT_CONTRACTS_CHROMIUM.";
            if (browser is null && Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
                Assert.Fail(Missing);
            if (browser is null)
                Assert.Ignore(Missing);
            return browser;
        }
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_CHROMIUM") ?? Array.Find(Paths, File.Exists);
        if (path is null)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", $"--host-resolver-rules=MAP {Rebound} 127.0.0.1",
            ],
        });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
