using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Adds the examples that a request needs: of required parameters and of the body.</summary>
internal sealed class RequestDraft(OverlayEdits edits, IReadOnlyList<DraftCredential> credentials, IRecordedExamples? recorded)
{
    /// <param name="isLogin">Whether a recorded body is taken even if the file has an example: that may have a recorded password.</param>
    /// <returns>The example of the body; null if the request has none.</returns>
    public JsonNode? Complete(ApiOperation operation, bool isLogin = false)
    {
        foreach (var parameter in operation.Parameters.Where(NeedsExample))
            edits.Update(parameter, new() { ["example"] = Text(new ExampleMaker(isRequest: true).Of(parameter["schema"]), parameter) });
        if (recorded?.Send(operation) is { Count: > 0 } send)
            edits.Update(operation.At, new() { ["x-send"] = send });
        if (operation.BodyMedia is not ({ } type, { } media))
            return null;
        var body = recorded?.Body(operation);
        if (body is not null && isLogin)
            return Put(media, body);
        if (ExampleOf(media) is { } example)
            return ExampleMaker.Copy(example.Value);
        if (body is not null)
            return Put(media, body);
        if (!operation.Body!.Flag("required") && LoginInputs.Of(operation) is null)
            return null;
        var made = Specs.Primitives.MediaType.IsJson(type) || Specs.Primitives.MediaType.IsForm(Specs.Primitives.MediaType.Essence(type))
            ? new ExampleMaker(isRequest: true).Of(media["schema"]) : JsonValue.Create("text");
        made = WithInputs(operation, made);
        return Put(media, made);
    }

    /// <summary>Puts an example in the place of the one that the file has, if it has one.</summary>
    public JsonNode? Put(Place media, JsonNode? body)
    {
        edits.Update(media, ExampleOf(media) is { Name: { } name }
            ? new() { ["examples"] = new JsonObject { [name] = new JsonObject { ["value"] = body?.DeepClone() } } }
            : new() { ["example"] = body?.DeepClone() });
        return body;
    }

    /// <summary>The example of the file; its name is null if it is the only one.</summary>
    private static (string? Name, Place Value)? ExampleOf(Place media)
    {
        if (media["example"] is { } only)
            return (null, only);
        return media["examples"]?.Entries.FirstOrDefault() is ({ } name, { } example) && example["value"] is { } value
            ? (name, value) : null;
    }

    /// <summary>A login that needs name and password, although its schema does not require them.</summary>
    private static JsonNode? WithInputs(ApiOperation operation, JsonNode? body)
    {
        if (LoginInputs.Of(operation) is not { } inputs || inputs.In(body) is not null)
            return body;
        var isMail = inputs.User.EndsWith("mail", StringComparison.OrdinalIgnoreCase);
        return AnswerDraft.With(AnswerDraft.With(body, inputs.User, isMail ? "jane@example.com" : "jane"), inputs.Secret,
            LoginInputs.Password);
    }

    private bool NeedsExample(Place parameter) =>
        (parameter.Flag("required") || parameter.Text("in") is "path") && parameter["example"] is null && parameter["examples"] is null
        && !credentials.SelectMany(credential => credential.Carriers).Any(carrier =>
            carrier.StartsWith($"{parameter.Text("in")} {parameter.Text("name")}", StringComparison.OrdinalIgnoreCase));

    // Values of parameters are texts.
    private static JsonNode? Text(JsonNode? made, Place parameter) => made is JsonValue ? made
        : JsonValue.Create(parameter.Text("name") ?? "text");
}
