using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Writing;

/// <summary>The variants of a preset, and what the file says differently.</summary>
internal sealed class PresetRefusals(DraftPreset preset, AnswerDraft answers, ShownCredentials shown) : IRefusals
{
    private const int Refused = 401;
    private const int InvalidLogin = 400;

    // Parameters of an operation have no examples for other methods.
    private readonly SortedSet<string> without = new(StringComparer.Ordinal);
    private DraftedAnswer refused = Assumed(Refused);
    private DraftedAnswer invalidLogin = Assumed(InvalidLogin);

    public JsonObject OfOpenOperation() => new(preset.Refusing.Select(name => KeyValuePair.Create(name, (JsonNode?)null)));

    public JsonObject OfLogin(ApiOperation login)
    {
        NotePath(login);
        if (login.Body is null)
            return [];
        if (login.BodyMedia is not ({ } type, { } media) || !MediaType.IsJson(type))
        {
            without.Add("invalid-login");
            return [];
        }

        // The file does not say which requests get it.
        if (answers.Declared(login, "invalid-login", "400", "422") is { } declared)
            invalidLogin = declared with { Source = null };
        return SchemaTree.RequiresAny(media["schema"]) ? [] : new()
        {
            ["invalid-login"] = new JsonObject
            {
                ["match"] = new JsonObject { ["body"] = "malformed" },
                ["send"] = new JsonObject { ["raw"] = "{" },
            },
        };
    }

    public JsonObject OfProbe(ApiOperation probe)
    {
        NotePath(probe);
        refused = RefusalOf(probe);
        return [];
    }

    public JsonObject OfLogout(ApiOperation logout)
    {
        NotePath(logout);
        var own = RefusalOf(logout);
        var differences = Differences(own);
        if (differences["expect"] is not null && IsAssumed(own))
            answers.Declare(logout, Refused);
        var variants = new JsonObject();
        if (differences.Count > 0)
        {
            foreach (var name in preset.Refusing)
                variants[name] = differences.DeepClone();
        }

        // A header says nothing about a credential in the body.
        if (preset.HasMalformed && shown.Reads.Count > 0)
        {
            var absent = (JsonObject)(variants["no-token"] ??= new JsonObject());
            absent["match"] = new JsonObject { ["caller"] = "absent" };
            variants["malformed-token"] = null;
        }

        return variants;
    }

    public void AddTo(JsonObject session)
    {
        var use = new JsonObject { ["use"] = preset.Name };
        AddAnswer(use, "refused", refused, Refused);
        AddAnswer(use, "invalidLogin", invalidLogin, InvalidLogin);
        if (without.Count > 0)
            use["without"] = new JsonArray([.. without.Select(JsonNode (name) => name)]);
        session.Insert(0, "preset", use.Count == 1 ? preset.Name : use);
    }

    private void NotePath(ApiOperation operation)
    {
        if (operation.PathParameters.Any())
            without.Add("wrong-method");
    }

    /// <summary>What the logout's variants say that the preset's do not, which are those of the probe.</summary>
    private JsonObject Differences(DraftedAnswer own)
    {
        var differences = new JsonObject();
        if (!JsonNode.DeepEquals(own.Expect, refused.Expect) || own.IsMade != refused.IsMade)
        {
            differences["expect"] = own.Expect;
            if (own.IsMade)
                differences["compare"] = "shape";
            differences["basis"] = own.Basis;
        }
        else if (own.Source is null != refused.Source is null || !string.Equals(own.Observed, refused.Observed, StringComparison.Ordinal))
        {
            differences["basis"] = own.Basis;
        }
        else if (!string.Equals(own.Source, refused.Source, StringComparison.Ordinal))
        {
            refused = refused with { Source = $"{refused.Source}, {own.Source}" };
        }

        return differences;
    }

    private DraftedAnswer RefusalOf(ApiOperation operation) =>
        answers.RecordedRefusal(operation, "refused") ?? answers.Declared(operation, "refused", "401", "403") ?? Assumed(Refused);

    private static DraftedAnswer Assumed(int status) => new(new() { ["status"] = status }, null) { HasBody = false };

    private static bool IsAssumed(DraftedAnswer answer) => answer is { Source: null, Observed: null };

    private static void AddAnswer(JsonObject use, string word, DraftedAnswer answer, int status)
    {
        if (IsAssumed(answer) && JsonNode.DeepEquals(answer.Expect, Assumed(status).Expect))
            return;
        var fields = (JsonObject)answer.Expect.DeepClone();
        if (answer.IsMade)
            fields["compare"] = "shape";
        if (!IsAssumed(answer))
            fields["basis"] = answer.Basis;
        use[word] = fields;
    }
}
