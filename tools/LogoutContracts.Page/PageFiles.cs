using LogoutContracts.MockServer.Admin;

namespace LogoutContracts.Page;

/// <summary>The files of the page. They come from this assembly, and load nothing from anywhere else.</summary>
internal static class PageFiles
{
    // Nothing inline, nothing from elsewhere, no frames, and no text that becomes markup or script.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Security-Policy", Policy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly HashSet<string> Names = typeof(PageFiles).Assembly.GetManifestResourceNames().ToHashSet(StringComparer.Ordinal);

    // The files hold no secrets: whoever lacks the admin token sees a page that asks for it.
    public static IEnumerable<AdminRoute> Routes =>
    [
        new("GET", "/", _ => Reply("index.html", "text/html; charset=utf-8")) { IsOpen = true, IsPage = true },
        new("GET", $"{AdminRoute.Root}/page/{{id}}", request =>
            Names.Contains(request.Id) && Types.TryGetValue(Path.GetExtension(request.Id), out var type)
                ? Reply(request.Id, type) : AdminProblems.NoSuch(request.Id, "file"))
        {
            IsOpen = true,
        },
    ];

    private static AdminReply Reply(string name, string type) => new(200, type, Read(name), [.. Headers, ("Vary", "Accept")]);

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
