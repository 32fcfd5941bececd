namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>Says in an export that it may lack requests.</summary>
internal static class MissingText
{
    /// <param name="replicas">The servers that did not write their newest requests in time; at least one.</param>
    public static string Of(IEnumerable<string> replicas) =>
        $"The newest requests to these servers may be missing, because they did not answer in time: {string.Join(", ", replicas)}.";
}
