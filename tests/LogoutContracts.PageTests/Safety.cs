using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogoutContracts.PageTests;

/// <summary>What other pages and hostile texts can do: nothing.</summary>
public sealed class Safety
{
    private const string Attack = """
        async admin => {
          const tried = {};
          const attempt = async (name, act) => { try { tried[name] = await act(); } catch (e) { tried[name] = 'refused'; } };
          await attempt('read', async () => (await fetch(admin + '__admin/sessions')).text());
          await attempt('read blindly', async () => (await fetch(admin + '__admin/sessions', { mode: 'no-cors' })).text());
          await attempt('change', async () => (await fetch(admin + '__admin/reset', {
            method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).text());
          await attempt('change blindly', async () => (await fetch(admin + '__admin/reset', { method: 'POST', mode: 'no-cors' })).text());
          const frame = document.createElement('iframe');
          frame.src = admin;
          const loaded = new Promise(done => { frame.onload = done; });
          document.body.append(frame);
          await loaded;
          return JSON.stringify(tried);
        }
        """;

    [Test]
    public async Task A_page_of_another_origin_can_neither_read_change_nor_frame_anything()
    {
        await using var open = await OpenPage.StartAsync(["laravel"]);
        open.Expected = "";
        open.Server["laravel"].Force("logout", "no-token");

        var (tried, frames) = await FromElsewhereAsync(open);

        tried.Should().Be("""{"read":"refused","read blindly":"","change":"refused","change blindly":""}""");
        frames.Should().HaveCount(2).And.NotContain(html => html.Contains("LogoutContracts mocks", StringComparison.Ordinal));
        await open.Page.ReloadAsync();
        await Expect(open.Page.GetByText("In force:")).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_page_by_DNS_rebinding_gets_nothing()
    {
        await using var open = await OpenPage.StartAsync(["laravel"]);
        open.Expected = "403";

        var answer = await open.Page.GotoAsync($"http://{Chromium.Rebound}:{open.Server.AdminAddress!.Port}/");

        answer!.Status.Should().Be(403);
        (await answer.TextAsync()).Should().Contain("DNS rebinding");
    }

    [Test]
    public async Task Hostile_text_in_the_journal_is_text()
    {
        await using var open = await OpenPage.StartAsync(["laravel"], "#/journal");
        using var client = new HttpClient();

        using var answer = await client.GetAsync(
            new Uri(open.Server.AddressOf("laravel"), "/%3Cimg%20src=x%20onerror=window.hacked=1%3E"));

        await Expect(open.Page.Locator("tbody")).ToContainTextAsync("<img src=x onerror=window.hacked=1>");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Show request 1" }).ClickAsync();
        await Expect(open.Page.GetByText("Nearly").First).ToBeVisibleAsync();
        (await open.Page.EvaluateAsync<bool>("'hacked' in window")).Should().BeFalse();
    }

    [Test]
    public async Task With_a_token_the_page_asks_for_it_once_and_signs_out()
    {
        const string Token = "a-token-of-sixteen-or-more";
        await using var open = await OpenPage.StartAsync(["laravel"], "#/journal", token: Token);
        open.Expected = "401";

        await open.Page.GetByLabel("Admin token").FillAsync("wrong-wrong-wrong-wrong");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(open.Page.GetByText("This is not the admin token")).ToBeVisibleAsync();
        await open.Page.GetByLabel("Admin token").FillAsync(Token);
        await open.Page.GetByLabel("Admin token").PressAsync("Enter");
        await Expect(open.Page.GetByText("0 requests")).ToBeVisibleAsync();
        await open.SendAsync("laravel", "logout", "no-token");
        await Expect(open.Page.Locator("tbody")).ToContainTextAsync("no-token");
        (await open.Page.EvaluateAsync<string>("document.cookie")).Should().BeEmpty("the cookie is HttpOnly");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(open.Page.GetByLabel("Admin token")).ToBeVisibleAsync();
    }

    /// <summary>What a page of another origin gets from the admin port, and what is in its frames.</summary>
    private static async Task<(string Tried, List<string> Frames)> FromElsewhereAsync(OpenPage open)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeBlankAsync(listener);
        var page = await open.Page.Context.NewPageAsync();
        await page.GotoAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        var tried = await page.EvaluateAsync<string>(Attack, open.Server.AdminAddress!.ToString());
        var frames = new List<string>();
        foreach (var frame in page.Frames)
            frames.Add(await frame.ContentAsync());
        await page.CloseAsync();
        listener.Stop();
        await serving;
        return (tried, frames);
    }

    private static async Task ServeBlankAsync(TcpListener listener)
    {
        var blank = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<body>"u8.ToArray();
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096]);
                await stream.WriteAsync(blank);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended.
        }
    }
}
