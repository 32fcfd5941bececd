namespace LogoutContracts.Page.Copying;

/// <summary>A language in which the page offers a variant's requests to copy.</summary>
/// <param name="Name">As in addresses.</param>
/// <param name="Title">As the user sees it.</param>
/// <param name="Write">Writes a program that sends the requests in order, and prints the last answer.</param>
internal sealed record CodeLanguage(string Name, string Title, Func<CodeRequests, string> Write)
{
    public static IReadOnlyList<CodeLanguage> All { get; } =
    [
        new("node", "JavaScript (Node)", NodeCode.Of),
        new("python", "Python", PythonCode.Of),
        new("csharp", "C#", CSharpCode.Of),
    ];
}
