using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Sessions;

/// <summary>
/// The values in a contract's login requests, and in the requests required before them, that a user can set by name: a top-level
/// property of a JSON body, a form field, a query parameter, a path parameter, or a header of the login's example.
/// </summary>
public static class LoginInputs
{
    private static readonly string[] NoInputs = ["Content-Type", "Content-Length", "Cookie", "Accept", "Host"];

    /// <summary>
    /// The names of all inputs, sorted. Values that a previous request hands out, and credentials of sessions, are not inputs.
    /// </summary>
    public static ValueList<string> Of(MockPlan plan) => plan.Variants
        .Where(planned => IsInput(plan, planned)).SelectMany(planned => NamesIn(plan, planned))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>Puts inputs into a request. Inputs whose names the request does not have are ignored.</summary>
    internal static RenderedRequest Fill(RenderedRequest request, PathTemplate path, IEnumerable<LoginInput> inputs)
    {
        foreach (var (name, value) in inputs)
        {
            var pointer = $"/{JsonPointer.Escaped(name)}";
            if (request.BodyNames().Contains(name, StringComparer.Ordinal))
                request = request.WithBodyValue(pointer, Like(request.BodyValue(pointer), value));
            else if (path.Parameters.Contains(name, StringComparer.Ordinal))
                request = request.WithPathParameter(path, name, value);
            else if (request.QueryNames().Contains(name, StringComparer.Ordinal))
                request = request.WithQuery(name, value);
            else if (request.Header(name) is not null)
                request = request.WithHeader(name, value);
        }

        return request;
    }

    /// <summary>
    /// Puts inputs into the example of any variant of an operation that takes part in a login, but only in place of values that are the
    /// same in the example of a successful login.
    /// </summary>
    internal static RenderedRequest FillLike(
        MockPlan plan, PlannedVariant planned, RenderedRequest request, ValueList<LoginInput> inputs)
    {
        if (inputs.Count == 0)
            return request;
        var login = plan.Variants.FirstOrDefault(other =>
            IsInput(plan, other) && string.Equals(other.Operation, planned.Operation, StringComparison.Ordinal));
        if (login is null)
            return request;
        var own = RenderedRequest.Of(planned.Variant.Request, hole => hole.ToString());
        var usual = RenderedRequest.Of(login.Variant.Request, hole => hole.ToString());
        var path = plan.Contract.FindOperation(planned.Operation)!.Path;
        return Fill(request, path, inputs.Where(input => SameIn(input.Name, own, usual)));
    }

    /// <summary>The name and password of the contract's second account, for each place where its logins read them.</summary>
    /// <returns>Null if there is no second account.</returns>
    internal static ValueList<LoginInput>? OfSecondUser(MockPlan plan)
    {
        if (plan.Contract.Sessions.Accounts is not [_, var second, ..])
            return null;
        var uses = plan.Contract.Operations.Select(operation => operation.Session).ToList();
        return Named(uses.Select(use => use.User), second.Name)
            .Concat(Named(uses.Select(use => use.Password), second.Password)).Distinct().ToValueList();

        static IEnumerable<LoginInput> Named(IEnumerable<Locator.RequestBody?> places, string value) =>
            places.OfType<Locator.RequestBody>().Select(place => new LoginInput(JsonPointer.Unescaped(place.Pointer[1..]), value));
    }

    /// <summary>The variant that hands out this value before the login; null if there is none.</summary>
    internal static PlannedVariant? StepFor(MockPlan plan, string value) => plan.Variants
        .FirstOrDefault(planned => planned is { IsDefault: true, IsServed: true, Answer: not null }
            && (planned.Variant.Given.Caller & CallerStates.Known) == 0 && Gives(plan, planned, value) && Succeeds(planned));

    /// <summary>The variant whose response contains the id of the caller's session; null if there is none.</summary>
    internal static PlannedVariant? GiverOf(MockPlan plan, string id) => plan.Variants
        .FirstOrDefault(planned => planned is { IsDefault: true, IsServed: true, Answer: not null }
            && planned.Variant.Given.Caller == CallerStates.Active && Gives(plan, planned, id) && Succeeds(planned));

    internal static bool Succeeds(PlannedVariant planned) => planned.Answer!.Status is >= 200 and < 300;

    private static bool IsInput(MockPlan plan, PlannedVariant planned) =>
        planned is { IsDefault: true, IsServed: true } && (planned.Variant.Opens || IsStep(plan, planned));

    private static bool SameIn(string name, RenderedRequest one, RenderedRequest other)
    {
        var pointer = $"/{JsonPointer.Escaped(name)}";
        return JsonNode.DeepEquals(one.BodyValue(pointer), other.BodyValue(pointer))
            && one.QueryNames().Contains(name, StringComparer.Ordinal) == other.QueryNames().Contains(name, StringComparer.Ordinal);
    }

    private static bool IsStep(MockPlan plan, PlannedVariant planned) =>
        plan.Contract.Sessions.Values.Any(value => StepFor(plan, value.Name) == planned);

    private static bool Gives(MockPlan plan, PlannedVariant planned, string value) =>
        plan.Contract.FindOperation(planned.Operation)!.Session.Gives
            .Any(given => string.Equals(given.Name, value, StringComparison.Ordinal));

    private static IEnumerable<string> NamesIn(MockPlan plan, PlannedVariant planned)
    {
        // Values with a placeholder are not inputs: they are filled in from a session or a previous response.
        var request = RenderedRequest.Of(planned.Variant.Request, hole => hole.ToString());
        return request.BodyNames().Where(name => !HasPlaceholder(request.BodyValue($"/{JsonPointer.Escaped(name)}")?.ToString()))
            .Concat(plan.Contract.FindOperation(planned.Operation)!.Path.Parameters)
            .Concat(request.QueryNames())
            .Concat(request.Headers.Where(header => !HasPlaceholder(header.Value)).Select(header => header.Name)
                .Except(NoInputs, StringComparer.OrdinalIgnoreCase));
    }

    private static bool HasPlaceholder(string? text) => text is not null && Template.Parse(text).Holes.Any();

    // Keep the JSON type of the example if the value allows it.
    private static JsonValue Like(JsonNode? example, string value) => example?.GetValueKind() switch
    {
        JsonValueKind.Number when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        JsonValueKind.True or JsonValueKind.False when bool.TryParse(value, out var flag) => JsonValue.Create(flag),
        _ => JsonValue.Create(value),
    };
}
