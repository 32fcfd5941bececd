namespace LogoutContracts.Drafting.Reading;

/// <summary>An operation of an OpenAPI file.</summary>
/// <param name="Method">In upper case.</param>
/// <param name="At">The operation.</param>
/// <param name="Item">Its path.</param>
internal sealed record ApiOperation(string Method, string Path, Place At, Place Item)
{
    public string? Id => At.Text("operationId");

    /// <summary>Method and path, such as <c>POST /login</c>.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>The words of the operation's id and summary, and of the last segments of its path without parameters.</summary>
    public IReadOnlyList<string> NameWords { get; } =
        [.. Reading.NameWords.Of(At.Text("operationId")), .. Reading.NameWords.Of(At.Text("summary")), .. SegmentWords(Path)];

    /// <summary>The words of the last segment of the path that is not a parameter.</summary>
    public IReadOnlyList<string> LastWords { get; } = SegmentWords(Path);

    /// <summary>The names of the parameters in the path.</summary>
    public IEnumerable<string> PathParameters => Path.Split('{').Skip(1).Select(part => part.Split('}')[0]);

    /// <summary>The parameters of the path and of the operation, references followed.</summary>
    public IEnumerable<Place> Parameters => (Item["parameters"]?.Items ?? []).Concat(At["parameters"]?.Items ?? []);

    public Place? Body => At["requestBody"];

    /// <summary>The first media type of the request body, which example requests use.</summary>
    public (string Type, Place At)? BodyMedia =>
        (Body?["content"]?.Entries ?? []).Select(media => ((string, Place)?)media).FirstOrDefault();

    /// <summary>The first response with a status from 200 to 299.</summary>
    public (string Status, Place At)? Success => Responses.Where(response => response.Status.StartsWith('2'))
        .Select(response => ((string, Place)?)response).FirstOrDefault();

    /// <summary>The responses by status, references followed.</summary>
    public IEnumerable<(string Status, Place At)> Responses => At["responses"]?.Entries ?? [];

    /// <summary>The media type of a response that examples use: JSON, else a form, else the first.</summary>
    public static (string Type, Place At)? PreferredMedia(Place? owner)
    {
        var all = (owner?["content"]?.Entries ?? []).ToList();
        var chosen = all.FindIndex(media => Specs.Primitives.MediaType.IsJson(media.Key));
        if (chosen < 0)
            chosen = all.FindIndex(media => media.Key.Contains("form", StringComparison.OrdinalIgnoreCase));
        return all.Count == 0 ? null : all[Math.Max(chosen, 0)];
    }

    private static IReadOnlyList<string> SegmentWords(string path) =>
        Reading.NameWords.Of(path.Split('/')
            .LastOrDefault(segment => segment.Length > 0 && !segment.Contains('{', StringComparison.Ordinal)));
}
