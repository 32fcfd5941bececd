using LogoutContracts.Verification.Sessions;

public static class StagingAccounts
{
    public static Accounts Jane { get; } = new() { Own = [new("user", "jane"), new("password", "correct-horse")] };
}
