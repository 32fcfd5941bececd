using System.Text.Json.Nodes;

namespace LogoutContracts.Drafting.Writing;

/// <summary>What a variant expects.</summary>
/// <param name="Source">The JSON pointer to the response; null if the file does not have it.</param>
internal sealed record DraftedAnswer(JsonObject Expect, string? Source)
{
    public bool HasBody { get; init; } = true;

    /// <summary>Whether the body is made from a schema, so that its values are invented.</summary>
    public bool IsMade { get; init; }

    /// <summary>The server and the date of a recorded answer; null if it was not recorded.</summary>
    public string? Observed { get; init; }

    /// <summary>The basis: the file, a recording, or an assumption. The headers that drafts state are recorded, or else assumed.</summary>
    public JsonNode Basis
    {
        get
        {
            if (Observed is not null)
                return OfRecording(new JsonArray("observed", Observed));
            if (Source is null)
                return "assumption";
            if (Expect["headers"] is null)
                return new JsonArray("document", Source);
            var parts = new JsonObject { ["status"] = new JsonArray("document", Source), ["headers"] = "assumption" };
            if (HasBody)
                parts["body"] = new JsonArray("document", Source);
            return parts;
        }
    }

    private JsonNode OfRecording(JsonArray observed)
    {
        if (Source is null)
            return observed;
        if (!HasBody && Expect["headers"] is null)
            return new JsonArray("document", Source);

        // A body has a Content-Type.
        var parts = new JsonObject { ["status"] = new JsonArray("document", Source), ["headers"] = observed.DeepClone() };
        if (HasBody)
            parts["body"] = observed;
        return parts;
    }
}
