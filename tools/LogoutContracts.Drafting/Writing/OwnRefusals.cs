using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Variants in full, for credentials that no preset describes.</summary>
internal sealed class OwnRefusals(ApiDocument document, OverlayEdits edits, AnswerDraft answers, ShownCredentials shown) : IRefusals
{
    public JsonObject OfOpenOperation() => [];

    public JsonObject OfLogin(ApiOperation login)
    {
        var variants = new JsonObject();
        if (login.BodyMedia is ({ } type, _) && MediaType.IsJson(type))
        {
            variants["malformed-json"] = VariantDraft.Of(
                "A body that is not JSON opens no session.", answers.Invalid(login, "malformed-json", "400", "422"),
                match: new() { ["body"] = "malformed" }, send: new() { ["raw"] = "{" });
        }

        return variants;
    }

    public JsonObject OfProbe(ApiOperation probe) => new()
    {
        ["dead"] = Dead("Without a live session, the request is refused.", probe, "dead", shown.DeadCallers(reads: false)),
    };

    public JsonObject OfLogout(ApiOperation logout)
    {
        AddOtherMethods(logout);
        return new()
        {
            ["refused"] = Dead("Without a live session, there is nothing to end.", logout, "refused", shown.DeadCallers(reads: true)),
        };
    }

    public void AddTo(JsonObject session) => session["probe"]!["dead"] = "dead";

    private JsonObject Dead(string summary, ApiOperation operation, string name, IReadOnlyList<string> callers) => VariantDraft.Of(
        summary, answers.Refusal(operation, name, "401", "403"),
        given: new() { ["caller"] = "ended" },
        match: new() { ["caller"] = new JsonArray([.. callers.Select(state => (JsonNode)state)]) });

    // Only if the path has the logout alone: what other operations answer is not part of the contract. Parameters of the operation have
    // no examples for other methods.
    private void AddOtherMethods(ApiOperation logout)
    {
        if (logout.PathParameters.Any()
            || document.Operations.Count(other => string.Equals(other.Path, logout.Path, StringComparison.Ordinal)) > 1)
            return;
        var answer = new DraftedAnswer(
            new() { ["status"] = 405, ["headers"] = new JsonObject { ["Allow"] = logout.Method } }, null);
        edits.Target(logout.Item, "Other methods on the logout's path.");
        edits.Update(logout.Item, new()
        {
            ["x-variants"] = new JsonObject
            {
                ["wrong-method"] = VariantDraft.Of(
                    $"Any method but {logout.Method} is refused.", answer, match: new() { ["method"] = "other" },
                    send: new() { ["method"] = logout.Method is "POST" ? "GET" : "POST" }),
            },
        });
    }
}
