using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>Describes what a rule asks, one line per part.</summary>
internal static class RuleWords
{
    /// <param name="model">Names the values that a caller shows.</param>
    /// <param name="use">What the operation does to sessions. States that it cannot meet are left out.</param>
    /// <param name="asksForCertificate">Whether any rule of the operation depends on the client certificate.</param>
    /// <param name="asksForClient">Whether any rule of the operation depends on the OAuth client.</param>
    public static IEnumerable<string> Of(Rule rule, SessionModel model, SessionUse use, bool asksForCertificate, bool asksForClient)
    {
        if (rule.Method is not null)
            yield return rule.Method is Rule.OtherMethod ? "any other method" : $"method: {rule.Method}";
        if (Caller(rule, model, model.PossibleCallers(use)) is { } caller)
            yield return $"caller: {caller}";
        if (rule.Mixed)
            yield return "credentials of different sessions";
        if (rule.Kind is not null)
            yield return $"kind: {rule.Kind}";
        if (Target(rule, use.Target is null ? TargetStates.Any : model.PossibleTargets(use.Target)) is { } target)
            yield return $"target: {target}";
        if (rule.IsUserKnown is { } known)
            yield return known ? "user: known" : "user: unknown";
        if (asksForClient)
            yield return $"client: {Or((rule.Clients.Count == 0 ? [Client.Own] : rule.Clients).Select(client => client.InSpecWords()))}";
        if (asksForCertificate)
            yield return $"certificate: {(rule.Certificate ?? Certificate.Own).InSpecWords()}";
        if (rule.MediaType is not null)
            yield return $"media type: {rule.MediaType}";
        if (rule.Bodies.Count > 0)
            yield return $"body: {Or(rule.Bodies.Select(body => body.ToString()))}";
        foreach (var condition in rule.Conditions)
            yield return condition.ToString()!;
    }

    private static string? Caller(Rule rule, SessionModel model, CallerStates possible)
    {
        if (rule.Shown.Count > 0)
            return Or(rule.Shown.Select(shown => $"{model.ValueNames[shown.Value]} {Or(Words(shown.States & possible))}"));
        return (rule.Caller & possible) == possible ? null : Or(Words(rule.Caller & possible));
    }

    private static string? Target(Rule rule, TargetStates possible) =>
        (rule.Target & possible) == possible ? null : Or(Words(rule.Target & possible));

    // Not the names of several states together, which specs do not have.
    private static IEnumerable<string> Words(CallerStates states) => Enum.GetValues<CallerStates>()
        .Where(state => int.PopCount((int)state) == 1 && (states & state) != 0).Select(state => state.InSpecWords());

    private static IEnumerable<string> Words(TargetStates states) => Enum.GetValues<TargetStates>()
        .Where(state => int.PopCount((int)state) == 1 && (states & state) != 0).Select(state => state.InSpecWords());

    private static string Or(IEnumerable<string> words) => string.Join(" or ", words);
}
