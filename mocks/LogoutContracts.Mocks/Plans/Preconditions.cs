using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Plans;

/// <summary>Requests to send first, so that the variant's sessions are in their required states.</summary>
public static class Preconditions
{
    private const string Prefer = "Prefer";

    /// <summary>The logouts to send first: one for each role that must be ended.</summary>
    /// <returns>Empty if no session must be ended; null if the contract has no variant that ends such a session.</returns>
    public static ValueList<Ending>? Endings(MockPlan plan, PlannedVariant variant)
    {
        var endings = new List<Ending>();
        foreach (var role in EndedRoles(variant.Variant.Given))
        {
            if (EnderOf(plan, variant.Variant.Given.Kind) is not { } ender)
                return null;
            endings.Add(new(role, ender));
        }

        return endings.ToValueList();
    }

    /// <summary>
    /// Whether a request must name the variant in a Prefer header. The variant's own seeded session selects it without one.
    /// </summary>
    public static bool NeedsPreference(PlannedVariant variant) =>
        !variant.IsDefault
        && !(variant.Seeds.Find(Role.Caller) is { State: not SeedState.NeverOpened } && variant.Variant.Rule.Caller is var callers
            && (callers & ~CallerStates.Known) == 0);

    /// <summary>The request with a Prefer header that selects this variant.</summary>
    public static RenderedRequest WithPreference(this RenderedRequest request, PlannedVariant variant) =>
        request with { Headers = request.Headers.Append(new Header(Prefer, $"variant={variant.Name}")).ToValueList() };

    /// <summary>The variant's example with its seeded values and, if needed, the Prefer header.</summary>
    public static RenderedRequest SeededRequest(this PlannedVariant variant)
    {
        var request = RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf);
        return NeedsPreference(variant) ? request.WithPreference(variant) : request;
    }

    /// <summary>All requests that show the variant on a freshly started mock, in order; its own example is the last.</summary>
    public static ValueList<RenderedRequest> SeededRequests(MockPlan plan, PlannedVariant variant) =>
        (Endings(plan, variant) ?? []).Select(ending => ending.Request(variant.Seeds.Find(ending.Role)!)).Append(variant.SeededRequest())
            .ToValueList();

    private static IEnumerable<Role> EndedRoles(Given given)
    {
        if (given.Caller == CallerStates.Ended)
            yield return Role.Caller;
        if (given.Target == TargetStates.OwnEnded)
            yield return Role.Target;
    }

    /// <summary>
    /// The logout with which a session of this kind ends itself. Of several, the one with the fewest conditions on the request.
    /// </summary>
    /// <returns>Null if the contract has no such logout.</returns>
    public static PlannedVariant? EnderOf(MockPlan plan, string? kind) => plan.Variants
        .Where(planned => planned.IsDefault && planned.IsServed && planned.Variant.Ends(Role.Caller)
            && planned.Variant.Given.Caller == CallerStates.Active
            && string.Equals(planned.Variant.Given.Kind, kind, StringComparison.Ordinal))
        .MinBy(planned => planned.Variant.Rule.Conditions.Count);

    /// <summary>The first login that opens a session of this kind.</summary>
    /// <returns>Null if the contract has no such login.</returns>
    public static PlannedVariant? OpenerOf(MockPlan plan, string? kind) => plan.Variants
        .FirstOrDefault(planned => planned is { IsDefault: true, IsServed: true, Answer: not null } && planned.Variant.Opens
            && string.Equals(plan.Contract.FindOperation(planned.Operation)?.Session.OpensKind, kind, StringComparison.Ordinal));
}

/// <summary>A logout that ends the session in <paramref name="Role"/> before an example is sent.</summary>
/// <param name="By">The variant that ends its own caller.</param>
public sealed record Ending(Role Role, PlannedVariant By)
{
    /// <summary>The logout, with <paramref name="session"/> as its caller.</summary>
    public RenderedRequest Request(SeededSession session) => RenderedRequest.Of(
        By.Variant.Request,
        hole => hole.Role == Role.Caller || (hole.Role == Role.Target && By.Variant.Given.Target == TargetStates.Self)
            ? session[hole.Name]
            : By.Seeds.ValueOf(hole));
}
