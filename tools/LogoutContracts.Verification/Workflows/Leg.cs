using System.Text.Json;

namespace LogoutContracts.Verification.Workflows;

/// <summary>How a workflow ended.</summary>
internal sealed record Leg(bool Succeeded, string Reason, IReadOnlyDictionary<string, JsonElement> Outputs)
{
    public static Leg Arrived(IReadOnlyDictionary<string, JsonElement> outputs) => new(true, "", outputs);

    public static Leg Failed(string reason) => new(false, reason, FinishedWorkflow.NoValues);
}
