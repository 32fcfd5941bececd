using LogoutContracts.ClientAudit.Clients;

namespace LogoutContracts.ClientAudit.Running;

/// <summary>A step that was run.</summary>
/// <param name="IsAgain">Whether the client ran once more, after the disturbed logout.</param>
/// <param name="Last">Number of the last request that belongs to it.</param>
internal sealed record StepRun(ClientStep Step, bool IsAgain, StepEnd End, long Last);
