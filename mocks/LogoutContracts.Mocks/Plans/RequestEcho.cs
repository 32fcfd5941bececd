using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Plans;

/// <summary>The parts of a request that its answer repeats: the method and headers.</summary>
public static class RequestEcho
{
    /// <summary>The answer to this request, with placeholders such as <c>{request.method}</c> replaced by their values.</summary>
    public static Expectation.Answer To(Expectation.Answer answer, RenderedRequest request)
    {
        if (!answer.Headers.SelectMany(header => header.Values).Append(answer.Body?.Text).Any(text => text?.Holes.Any(IsEcho) is true))
            return answer;
        return answer with
        {
            Headers = answer.Headers
                .Select(header => header with
                {
                    Values = header.Values.Where(value => !IsAbsent(value, request)).Select(Filled).ToValueList(),
                })
                .ToValueList(),
            Body = answer.Body is { } body ? body with { Text = Filled(body.Text) } : null,
        };

        Template Filled(Template text) => Template.Parse(text.Render(hole => IsEcho(hole) ? ValueOf(hole, request) : hole.ToString()));
    }

    internal static ValueList<SeededValue> Of(Variant variant) => variant.Request.Headers
        .Select(header => new SeededValue($"header.{header.Name}", header.Value.Text)).Prepend(new(Hole.Method, variant.Request.Method))
        .ToValueList();

    private static bool IsAbsent(Template value, RenderedRequest request) =>
        value is { Segments: [Segment.Value { Hole: { RequestHeader: not null } hole }] } && ValueOf(hole, request).Length == 0;

    private static bool IsEcho(Hole hole) => hole.Role == Role.Request;

    private static string ValueOf(Hole hole, RenderedRequest request) => hole.RequestHeader is not { } name ? request.Method
        : string.Join(
            ", ",
            request.Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value));
}
