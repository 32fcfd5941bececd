namespace LogoutContracts.Diffing.Changes;

/// <summary>How serious a change is, the least serious first.</summary>
public enum ChangeLevel
{
    Note,
    Warning,
    Error,
}
