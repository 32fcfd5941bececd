using System.Text;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Stubs;

namespace LogoutContracts.Tests.MockServer.Stubs;

/// <summary>A server with the mappings of a temporary folder. An internal error of the server fails the test that disposes of it.</summary>
internal sealed class RunningStubs : IAsyncDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    private readonly DirectoryInfo folder;
    private readonly List<Exception> errors;

    private RunningStubs(DirectoryInfo folder, LogoutMockServer server, List<Exception> errors) =>
        (this.folder, Server, this.errors) = (folder, server, errors);

    public LogoutMockServer Server { get; }

    public Uri Address => Server.AddressOfStubs("stubs");

    public static Task<RunningStubs> StartAsync(params (string Path, string Text)[] files) => StartAsync(options => options, files);

    public static async Task<RunningStubs> StartAsync(
        Func<MockServerOptions, MockServerOptions> change, params (string Path, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("logout-contracts-");
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }

        var errors = new List<Exception>();
        var options = new MockServerOptions
        {
            AdminPort = null,
            Stubs = [StubFolder.Load(folder.FullName, "stubs").Require()],
            OnError = e =>
            {
                lock (errors)
                    errors.Add(e);
            },
        };
        return new(folder, await LogoutMockServer.StartAsync([], change(options)), errors);
    }

    public async Task<int> StatusAsync(string method, string path, string? token)
    {
        var headers = token is null ? [] : new[] { ("Authorization", $"Bearer {token}") };
        return int.Parse((await TextAsync(method, path, null, headers)).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Status and body.</summary>
    public async Task<string> TextAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(Address, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return string.Create(null, $"{(int)answer.StatusCode} {text}");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
        folder.Delete(recursive: true);
        errors.Should().BeEmpty();
    }
}
