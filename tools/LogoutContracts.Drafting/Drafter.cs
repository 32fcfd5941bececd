using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.FromRecordings;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Drafting.Writing;

namespace LogoutContracts.Drafting;

/// <summary>Drafts a contract for an OpenAPI file. Pure.</summary>
public static class Drafter
{
    /// <summary>Finds login, logout, probe and credentials in an OpenAPI file.</summary>
    /// <param name="openApi">The file as JSON.</param>
    public static DraftFinding Find(System.Text.Json.JsonElement openApi, DraftOptions options) =>
        DraftFinding.Of(new ApiDocument(openApi), options);

    /// <summary>Finds logout and probe in an OpenAPI file, with the help of a recording of the same API.</summary>
    /// <param name="openApi">The file as JSON.</param>
    /// <exception cref="RecordingException">The file does not have the recorded login.</exception>
    public static DraftFinding Find(System.Text.Json.JsonElement openApi, CallRecording recording, DraftOptions options)
    {
        var document = new ApiDocument(openApi);
        return DraftFinding.Of(document, options, new RecordedOperations(recording, document).Observe());
    }

    /// <summary>Writes the overlay of a contract.</summary>
    /// <param name="finding">It must be complete.</param>
    /// <param name="extends">The path from the overlay to the OpenAPI file.</param>
    /// <param name="usesSchemas">Whether examples are added to the file's responses, so that they have to fit their schemas.</param>
    /// <param name="recording">The recording with which the operations were found; null without one.</param>
    /// <returns>An OpenAPI Overlay 1.0 file in YAML. It has no recorded secret.</returns>
    /// <exception cref="ArgumentException">The finding is not complete.</exception>
    public static DraftText Write(
        DraftFinding finding, string id, int port, string extends, bool usesSchemas = true, CallRecording? recording = null)
    {
        if (!finding.IsComplete)
            throw new ArgumentException("A contract needs a logout and a probe.", nameof(finding));
        var examples = recording is null ? null : new RecordedExamples(recording, finding);
        var drafted = ContractDraft.Of(finding, id, port, usesSchemas, examples);
        var text = Specs.YamlText.Write(new JsonObject
        {
            ["overlay"] = "1.0.0",
            ["info"] = new JsonObject { ["title"] = $"{finding.Document.Title}: logout", ["version"] = "1" },
            ["extends"] = extends,
            ["actions"] = drafted.Actions,
        });
        return new(text, drafted.Questions);
    }

    /// <summary>Finds logout and probe in a recording; the login is the call that opened a session.</summary>
    public static DraftFinding Find(CallRecording recording, DraftOptions options) =>
        Find(recording.OpenApi, options with { Login = recording.LoginName, Credentials = [] });

    /// <summary>Writes a spec from a recording. It has no recorded secret.</summary>
    /// <param name="finding">It must be complete.</param>
    /// <returns>An OpenAPI 3.1 file in YAML.</returns>
    /// <exception cref="ArgumentException">The finding is not complete.</exception>
    /// <exception cref="RecordingException">The recording has no successful call of the logout or the probe with the session.</exception>
    public static DraftText Write(CallRecording recording, DraftFinding finding, string id, int port)
    {
        if (!finding.IsComplete)
            throw new ArgumentException("A contract needs a logout and a probe.", nameof(finding));
        var (spec, questions) = RecordedContract.Of(recording, finding, id, port);
        return new(Specs.YamlText.Write(spec), questions);
    }

    /// <summary>An id for the contract, from the title of the file.</summary>
    public static string IdFor(DraftFinding finding)
    {
        var words = NameWords.Of(finding.Document.Title).Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)))
            .Where(word => word.Length > 0 && word is not ("api" or "rest" or "openapi" or "the")).Take(3);
        return string.Join('-', words).ToLowerInvariant() is { Length: > 0 } id ? id : "draft";
    }
}

/// <summary>A drafted file.</summary>
/// <param name="Yaml">Its content.</param>
/// <param name="Questions">What is open or assumed; also in the file, in <c>x-contract.questions</c>.</param>
public sealed record DraftText(string Yaml, IReadOnlyList<string> Questions);
