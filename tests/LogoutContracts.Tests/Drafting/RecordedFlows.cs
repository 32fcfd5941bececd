namespace LogoutContracts.Tests.Drafting;

/// <summary>What a user does in front of a recording browser: log in, look, log out, and the same again with the dead session.</summary>
internal static class RecordedFlows
{
    private const string Json = "application/json";

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
        }
    }

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
