using System.Text.Json;

namespace LogoutContracts.Verification.Workflows;

/// <summary>How a workflow ended.</summary>
internal sealed record WorkflowEnd(bool Succeeded, string Reason, IReadOnlyDictionary<string, JsonElement> Outputs)
{
    public static WorkflowEnd Arrived(IReadOnlyDictionary<string, JsonElement> outputs) => new(true, "", outputs);

    public static WorkflowEnd Failed(string reason) => new(false, reason, FinishedWorkflow.NoValues);
}
