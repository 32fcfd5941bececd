namespace LogoutContracts.Specs;

/// <summary>States as specs write them: <c>own-active</c>.</summary>
internal static class StateNames
{
    public static string Of<T>(T state)
        where T : struct, Enum =>
        string.Concat(state.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : c.ToString()));
}
