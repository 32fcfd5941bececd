using System.Text;

namespace LogoutContracts.Tests.Drafting;

/// <summary>What a user does in front of a recording browser: log in, look, log out, and the same again with the dead session.</summary>
internal static class RecordedFlows
{
    /// <summary>Of the client app in our spec of OAuth 2.</summary>
    public const string ClientSecret = "s3cret-of-app";

    private const string Json = "application/json";
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    public static async Task RecordAsync(string contract, HarRecorder browser)
    {
        switch (contract)
        {
            case "laravel":
                var token = await browser.SendAsync("GET", "/api/v1/auth/github/callback?code=0123456789abcdef0123", [Accept],
                    value: "/token");
                await TwiceAsync(browser, [Accept, ("Authorization", $"Bearer {token}")], "/api/v1/customers", "DELETE", "/api/v1/logout");
                break;
            case "symphony":
                var session = await browser.SendAsync("POST", "/sessionauth/v1/authenticate", value: "/token");
                await TwiceAsync(browser, [("sessionToken", session)], "/pod/v2/sessioninfo", "POST", "/sessionauth/v1/logout");
                break;
            case "crafter":
                const string folder = "/studio/api/1/services/api/1/security";
                await browser.SendAsync("POST", $"{folder}/login.json", content: (Json, Login("jane.doe", "Tr0ub4dor-horse")));
                var id = await browser.SendAsync(
                    "POST", $"{folder}/login.json", content: (Json, Login("jane.doe", "correct-horse")), value: "cookie JSESSIONID");
                await TwiceAsync(
                    browser, [("Cookie", $"JSESSIONID={id}")], $"{folder}/validate-session.json", "POST", $"{folder}/logout.json");
                break;
            case "edin":
                var given = await browser.SendAsync("POST", "/bdoc/auth_uuid", content: Form(("email", "user@example.com")),
                    value: "/token");
                var sid = await browser.SendAsync(
                    "POST", "/bdoc/auth", content: Form(("token", given), ("password", "correct-horse")), value: "cookie SID");
                await TwiceAsync(browser, [("Cookie", $"SID={sid}")], "/bdoc/user-profile", "GET", "/bdoc/logout");
                break;
            case "rocketchat":
                const string chat = """{ "user": "myusername", "password": "mypassword" }""";
                var wrong = chat.Replace("mypass", "Tr0ub4dor-", StringComparison.Ordinal);
                await browser.SendAsync("POST", "/api/v1/login", content: (Json, wrong));
                var user = await browser.SendAsync("POST", "/api/v1/login", content: (Json, chat), value: "/data/userId");
                (string, string)[] headers = [("X-User-Id", user), ("X-Auth-Token", browser.Received("/data/authToken"))];
                await browser.SendAsync("GET", "/api/v1/me", headers);
                var named = await browser.SendAsync("GET", "/api/v1/sessions/list", headers, value: "/sessions/0/sessionId");
                for (var i = 0; i < 2; i++)
                {
                    await browser.SendAsync(
                        "POST", "/api/v1/sessions/logout.me", headers, content: (Json, $$"""{ "sessionId": "{{named}}" }"""));
                    await browser.SendAsync("GET", "/api/v1/me", headers);
                    await browser.SendAsync("GET", "/api/v1/sessions/list", headers);
                }

                break;
            case "oauth2":
                const string grant = "grant_type=password&username=jane&password=";
                await browser.SendAsync("POST", "/token", [Client], content: (UrlEncoded, $"{grant}Tr0ub4dor-horse"));
                var access = await browser.SendAsync(
                    "POST", "/token", [Client], content: (UrlEncoded, $"{grant}correct-horse"), value: "/access_token");
                var refresh = browser.Received("/refresh_token");
                for (var i = 0; i < 2; i++)
                {
                    await browser.SendAsync("GET", "/userinfo", [("Authorization", $"Bearer {access}")]);
                    await browser.SendAsync("POST", "/revoke", [Client], content: (UrlEncoded, $"token={refresh}"));
                }

                break;
        }
    }

    private static (string, string) Client =>
        ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"app:{ClientSecret}"))}");

    private static (string, string) Accept => ("Accept", Json);

    private static async Task TwiceAsync(
        HarRecorder browser, (string, string)[] credentials, string probe, string method, string logout)
    {
        for (var i = 0; i < 2; i++)
        {
            await browser.SendAsync("GET", probe, credentials);
            await browser.SendAsync(method, logout, credentials);
        }
    }

    private static string Login(string user, string password) => $$"""{ "username": "{{user}}", "password": "{{password}}" }""";

    private static (string, string) Form(params (string Name, string Value)[] fields) => (
        "multipart/form-data; boundary=----b",
        string.Concat(fields.Select(field =>
            $"------b\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n")) + "------b--\r\n");
}
