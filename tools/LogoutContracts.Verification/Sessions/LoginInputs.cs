using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Sessions;

/// <summary>
/// The parts of a contract's login requests that a user may want to fill in by name: a property at the top of a JSON body, a field of a form, a query parameter, a path parameter,
/// or a header that the example of the login sends; of the requests that must come before the login, too.
/// </summary>
public static class LoginInputs
{
    private static readonly string[] NoInputs = ["Content-Type", "Content-Length", "Cookie", "Accept", "Host"];

    /// <summary>The names of all inputs, in order. What a request before hands out, and what a session proves itself with, is none.</summary>
    public static ValueList<string> Of(MockPlan plan) => plan.Variants
        .Where(planned => IsInput(plan, planned)).SelectMany(planned => NamesIn(plan, planned))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>The request with these inputs in their places; a name that it does not have changes nothing.</summary>
    internal static RenderedRequest Fill(RenderedRequest request, PathTemplate path, IEnumerable<LoginInput> inputs)
    {
        foreach (var (name, value) in inputs)
        {
            if (request.BodyNames().Contains(name, StringComparer.Ordinal))
                request = request.WithBodyValue($"/{JsonPointer.Escaped(name)}", Like(request.BodyValue($"/{JsonPointer.Escaped(name)}"), value));
            else if (path.Parameters.Contains(name, StringComparer.Ordinal))
                request = request.WithPathParameter(path, name, value);
            else if (request.QueryNames().Contains(name, StringComparer.Ordinal))
                request = request.WithQuery(name, value);
            else if (request.Header(name) is not null)
                request = request.WithHeader(name, value);
        }

        return request;
    }

    /// <summary>The same for any variant of an operation that takes part in a login: only where its example has what that of a login has.</summary>
    internal static RenderedRequest FillLike(MockPlan plan, PlannedVariant planned, RenderedRequest request, ValueList<LoginInput> inputs)
    {
        if (inputs.Count == 0 || plan.Variants.FirstOrDefault(other => IsInput(plan, other) && string.Equals(other.Operation, planned.Operation, StringComparison.Ordinal)) is not { } login)
            return request;
        var (own, usual) = (RenderedRequest.Of(planned.Variant.Request, hole => hole.ToString()), RenderedRequest.Of(login.Variant.Request, hole => hole.ToString()));
        var path = plan.Contract.FindOperation(planned.Operation)!.Path;
        return Fill(request, path, inputs.Where(input => SameIn(input.Name, own, usual)));
    }

    /// <summary>Name and password of the second user that the contract names, wherever its logins read them; null if there is none.</summary>
    internal static ValueList<LoginInput>? OfSecondUser(MockPlan plan)
    {
        if (plan.Contract.Sessions.Accounts is not [_, var second, ..])
            return null;
        var uses = plan.Contract.Operations.Select(operation => operation.Session).ToList();
        return Named(uses.Select(use => use.User), second.Name).Concat(Named(uses.Select(use => use.Password), second.Password)).Distinct().ToValueList();

        static IEnumerable<LoginInput> Named(IEnumerable<Locator.RequestBody?> places, string value) =>
            places.OfType<Locator.RequestBody>().Select(place => new LoginInput(JsonPointer.Unescaped(place.Pointer[1..]), value));
    }

    /// <summary>The variant that hands out this value for the login to use; null where none does.</summary>
    internal static PlannedVariant? StepFor(MockPlan plan, string value) => plan.Variants.FirstOrDefault(planned => planned is { IsDefault: true, IsServed: true, Answer: not null }
        && (planned.Variant.Given.Caller & CallerStates.Known) == 0 && Gives(plan, planned, value) && Succeeds(planned));

    /// <summary>The variant that tells a caller the id of its session; null where none does.</summary>
    internal static PlannedVariant? TellerOf(MockPlan plan, string id) => plan.Variants.FirstOrDefault(planned => planned is { IsDefault: true, IsServed: true, Answer: not null }
        && planned.Variant.Given.Caller == CallerStates.Active && Gives(plan, planned, id) && Succeeds(planned));

    internal static bool Succeeds(PlannedVariant planned) => planned.Answer!.Status is >= 200 and < 300;

    private static bool IsInput(MockPlan plan, PlannedVariant planned) => planned is { IsDefault: true, IsServed: true } && (planned.Variant.Opens || IsStep(plan, planned));

    private static bool SameIn(string name, RenderedRequest one, RenderedRequest other) =>
        JsonNode.DeepEquals(one.BodyValue($"/{JsonPointer.Escaped(name)}"), other.BodyValue($"/{JsonPointer.Escaped(name)}")) && one.QueryNames().Contains(name, StringComparer.Ordinal) == other.QueryNames().Contains(name, StringComparer.Ordinal);

    private static bool IsStep(MockPlan plan, PlannedVariant planned) => plan.Contract.Sessions.Values.Any(value => StepFor(plan, value.Name) == planned);

    private static bool Gives(MockPlan plan, PlannedVariant planned, string value) =>
        plan.Contract.FindOperation(planned.Operation)!.Session.Gives.Any(given => string.Equals(given.Name, value, StringComparison.Ordinal));

    private static IEnumerable<string> NamesIn(MockPlan plan, PlannedVariant planned)
    {
        // What holds a placeholder is filled in from elsewhere.
        var request = RenderedRequest.Of(planned.Variant.Request, hole => hole.ToString());
        return request.BodyNames().Where(name => !Holds(request.BodyValue($"/{JsonPointer.Escaped(name)}")?.ToString()))
            .Concat(plan.Contract.FindOperation(planned.Operation)!.Path.Parameters)
            .Concat(request.QueryNames())
            .Concat(request.Headers.Where(header => !Holds(header.Value)).Select(header => header.Name).Except(NoInputs, StringComparer.OrdinalIgnoreCase));
    }

    private static bool Holds(string? text) => text is not null && Template.Parse(text).Holes.Any();

    // A number stays one where the example has one.
    private static JsonValue Like(JsonNode? example, string value) => example?.GetValueKind() switch
    {
        JsonValueKind.Number when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        JsonValueKind.True or JsonValueKind.False when bool.TryParse(value, out var flag) => JsonValue.Create(flag),
        _ => JsonValue.Create(value),
    };
}
