namespace LogoutContracts.Verification.Audit.Checks.Browser;

/// <summary>A site that is unrelated to the target. Its domain is reserved (RFC 2606), so nobody can register it.</summary>
internal static class AnotherSite
{
    public const string Name = "another-site.example";

    public const string Origin = $"https://{Name}";
}
