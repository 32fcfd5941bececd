using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Adds the examples that a request needs: of required parameters and of the body.</summary>
internal sealed class RequestDraft(OverlayEdits edits, IReadOnlyList<DraftCredential> credentials)
{
    /// <returns>The example of the body; null if the request has none.</returns>
    public JsonNode? Complete(ApiOperation operation)
    {
        foreach (var parameter in operation.Parameters.Where(NeedsExample))
            edits.Update(parameter, new() { ["example"] = Text(new ExampleMaker(isRequest: true).Of(parameter["schema"]), parameter) });
        if (operation.BodyMedia is not ({ } type, { } media))
            return null;
        if (media["example"] is { } example)
            return ExampleMaker.Copy(example);
        if (media["examples"]?.Entries.FirstOrDefault().Value?["value"] is { } named)
            return ExampleMaker.Copy(named);
        if (!operation.Body!.Flag("required") && LoginInputs.Of(operation) is null)
            return null;
        var made = Specs.Primitives.MediaType.IsJson(type) || Specs.Primitives.MediaType.IsForm(Specs.Primitives.MediaType.Essence(type))
            ? new ExampleMaker(isRequest: true).Of(media["schema"]) : JsonValue.Create("text");
        made = WithInputs(operation, made);
        edits.Update(media, new() { ["example"] = made?.DeepClone() });
        return made;
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
