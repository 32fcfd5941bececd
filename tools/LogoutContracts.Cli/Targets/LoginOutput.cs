using System.Text.Json;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Targets;

/// <summary>
/// Parses the output of the login command: the credentials of a session as a JSON object, or a list of such objects. Messages never contain
/// the values.
/// </summary>
internal static class LoginOutput
{
    /// <returns>At least one session, or all problems in a few words.</returns>
    public static (IReadOnlyList<IReadOnlyDictionary<string, string>> Sessions, string? Problem) Read(string output, MockPlan plan)
    {
        try
        {
            using var json = JsonDocument.Parse(output);
            var isList = json.RootElement.ValueKind == JsonValueKind.Array;
            JsonElement[] found = isList ? [.. json.RootElement.EnumerateArray()] : [json.RootElement];
            var problems = found.Length == 0
                ? ["its list is empty"] : found.SelectMany(each => Problems(each, plan)).Distinct(StringComparer.Ordinal).ToList();
            return problems.Count > 0 ? ([], string.Join("; ", problems)) : ([.. found.Select(Values)], null);
        }
        catch (JsonException)
        {
            return ([], $"it does not print JSON (not shown, as it may be secret); expected {Example(plan)}");
        }
    }

    private static IEnumerable<string> Problems(JsonElement session, MockPlan plan)
    {
        if (session.ValueKind != JsonValueKind.Object)
        {
            yield return $"it prints JSON that is not an object; expected {Example(plan)}";
            yield break;
        }

        var names = session.EnumerateObject().Select(property => property.Name).ToList();
        foreach (var name in plan.Contract.Sessions.Credentials.Select(each => each.Name).Except(names, StringComparer.Ordinal))
            yield return $"'{name}' is missing";
        foreach (var name in names.Except(plan.Contract.Sessions.ValueNames, StringComparer.Ordinal))
            yield return $"'{name}' is unknown; {ErrorText.ExpectedOneOf(plan.Contract.Sessions.ValueNames)}";
        foreach (var property in session.EnumerateObject().Where(property => !IsText(property.Value)))
            yield return $"'{property.Name}' must be a non-empty string or a number";
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() is { Length: > 0 } : value.ValueKind == JsonValueKind.Number;

    private static Dictionary<string, string> Values(JsonElement session) =>
        session.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal);

    private static string Example(MockPlan plan) =>
        $"{{{string.Join(", ", plan.Contract.Sessions.Credentials.Select(each => $"\"{each.Name}\": \"…\""))}}}, or a list of these";
}
