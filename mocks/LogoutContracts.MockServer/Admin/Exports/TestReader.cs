using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>A method of the test that reads a value from an answer.</summary>
/// <param name="Call">Writes a call of the method. The second argument is the variable with the answer.</param>
/// <param name="Code">The method, without indentation.</param>
internal sealed record TestReader(Func<Locator, string, string> Call, string Code)
{
    private static readonly TestReader Body = new(
        static (from, answer) =>
        {
            var names = ((Locator.ResponseBody)from).Pointer.Split('/').Skip(1)
                .Select(name => CSharpText.Plain(JsonPointer.Unescaped(name)));
            return $"await JsonAsync({string.Join(", ", names.Prepend(answer))})";
        },
        """
        private static async Task<string> JsonAsync(HttpResponseMessage answer, params string[] path)
        {
            var json = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            foreach (var name in path)
                json = json.ValueKind == JsonValueKind.Array ? json[int.Parse(name)] : json.GetProperty(name);
            return json.GetString()!;
        }
        """);

    private static readonly TestReader Cookie = new(
        static (from, answer) => $"Cookie({answer}, {CSharpText.Plain(((Locator.ResponseCookie)from).Name)})",
        """
        private static string Cookie(HttpResponseMessage answer, string name) =>
            answer.Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith(name + "=")).Split(';')[0][(name.Length + 1)..];
        """);

    private static readonly TestReader Header = new(
        static (from, answer) => $"{answer}.Headers.GetValues({CSharpText.Plain(((Locator.ResponseHeader)from).Name)}).First()", "");

    /// <returns>Null if the value is not in an answer.</returns>
    public static TestReader? Of(Locator from) => from switch
    {
        Locator.ResponseBody => Body,
        Locator.ResponseCookie => Cookie,
        Locator.ResponseHeader => Header,
        _ => null,
    };
}
