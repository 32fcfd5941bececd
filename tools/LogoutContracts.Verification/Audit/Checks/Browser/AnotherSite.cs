namespace LogoutContracts.Verification.Audit.Checks.Browser;

/// <summary>A site that has nothing to do with the target. The name is reserved (RFC 2606), so nobody can own it.</summary>
internal static class AnotherSite
{
    public const string Name = "another-site.example";

    public const string Origin = $"https://{Name}";
}
