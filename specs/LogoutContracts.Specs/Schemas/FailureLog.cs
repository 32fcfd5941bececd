using System.Globalization;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>
/// Collects the failures of keywords and tracks the current path in the value. A check without a log stops at the first failure and does
/// not allocate memory.
/// </summary>
internal sealed class FailureLog(int limit)
{
    private readonly List<string> path = [];
    private readonly List<SchemaFailure> failures = [];

    public IReadOnlyList<SchemaFailure> Failures => failures;

    /// <summary>Whether a failed check may stop.</summary>
    public static bool IsEnough(FailureLog? log) => log is null || log.failures.Count >= log.Limit;

    private int Limit { get; } = limit;

    public void Add(string keyword, string message)
    {
        if (failures.Count < Limit)
            failures.Add(new(keyword, string.Concat(path), message));
    }

    public void Enter(string property) => path.Add("/" + JsonPointer.Escaped(property));

    public void Enter(int index) => path.Add(string.Create(CultureInfo.InvariantCulture, $"/{index}"));

    public void Leave() => path.RemoveAt(path.Count - 1);
}
