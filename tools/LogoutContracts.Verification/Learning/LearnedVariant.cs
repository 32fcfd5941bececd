using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Learning;

/// <summary>The YAML for an observed answer: a new response, and the variant's fields that refer to it. Pure.</summary>
/// <param name="source">The source of the basis "observed": the target and the date.</param>
/// <param name="varying">JSON pointers to the values that differ between sessions.</param>
internal sealed class LearnedVariant(ObservedAnswer observed, string source, IReadOnlyList<string> varying)
{
    private Expectation.Answer Answer => observed.Expected.Answer!;

    private Basis Basis => observed.Expected.Variant.Basis;

    /// <summary>The name of the new response in "components.responses".</summary>
    public string Response => $"{observed.Expected.Operation}-{observed.Expected.Name}-observed";

    private static string Example => "observed";

    /// <summary>The new response, as an entry of "components.responses".</summary>
    public IEnumerable<string> ResponseLines()
    {
        yield return $"{YamlText.Scalar(Response)}:";
        yield return "  description: Observed";
        if (observed.Response.Body.Length == 0)
            yield break;
        yield return "  content:";
        yield return $"    {YamlText.Scalar(observed.MediaType)}:";
        yield return "      examples:";
        yield return $"        {Example}: {{ value: {Value()} }}";
    }

    /// <summary>The fields of the variant.</summary>
    public IEnumerable<string> VariantLines()
    {
        var status = observed.Response.Status.ToString(CultureInfo.InvariantCulture);
        var headers = Headers().ToList();
        yield return "expect:";
        yield return $"  status: {status}";
        yield return $"  response: {YamlText.Scalar(Response)}";
        if (observed.Response.Body.Length > 0)
            yield return $"  example: {Example}";
        if (headers.Count > 0)
            yield return $"  headers: {{ {string.Join(", ", headers)} }}";
        yield return "basis:";
        foreach (var (part, basis) in BasisParts())
            yield return $"  {part}: {basis}";
        if (Volatile() is { Count: > 0 } parts)
            yield return $"volatile: [{string.Join(", ", parts)}]";
    }

    /// <summary>The fields of the variant to remove first, as an overlay would merge the new lists and maps with the old.</summary>
    public IEnumerable<string> Removed()
    {
        yield return "expect";
        if (Basis.Status is { Place.Length: > 0 }
            && ReferenceEquals(Basis.Status, Basis.Headers)
            && ReferenceEquals(Basis.Status, Basis.Body))
        {
            yield return "basis";
            yield break;
        }

        foreach (var (part, basis) in new[] { ("status", Basis.Status), ("headers", Basis.Headers), ("body", Basis.Body) })
        {
            if (basis is { Place.Length: > 0 } && IsRefuted(part))
                yield return $"basis.{part}";
        }
    }

    private IEnumerable<string> Headers()
    {
        foreach (var header in observed.Stated)
        {
            var expected = header.IsAbsent ? "null" : Values(header.Values.Select(value => value.Text).ToList());
            if (!observed.Differs($"header {header.Name}"))
                yield return $"{YamlText.Scalar(header.Name)}: {expected}";
            else if (observed.Response.ValuesOf(header.Name).ToList() is { Count: > 0 } values)
                yield return $"{YamlText.Scalar(header.Name)}: {Values(values)}";
        }
    }

    private static string Values(List<string> values) =>
        values.Count == 1 ? YamlText.Scalar(values[0]) : $"[{string.Join(", ", values.Select(YamlText.Scalar))}]";

    private string Value() =>
        Specs.Primitives.MediaType.IsJson(observed.MediaType) && ResponseJson.Parse(observed.Response.Body) is { } json
            ? YamlText.Flow(json) : YamlText.Scalar(observed.Response.Body);

    /// <summary>All parts if all are assumptions, as the basis is then replaced as a whole; otherwise those that change.</summary>
    private IEnumerable<(string Part, string Basis)> BasisParts()
    {
        foreach (var (part, basis) in new[] { ("status", Basis.Status), ("headers", Basis.Headers), ("body", Basis.Body) })
        {
            if (IsRefuted(part) || basis is null)
                yield return (part, $"[observed, {YamlText.Scalar(source)}]");
            else if (IsOneForAll)
                yield return (part, "assumption");
        }
    }

    private bool IsOneForAll => new[] { Basis.Status, Basis.Headers, Basis.Body }.All(basis => basis is { Kind: BasisKind.Assumption });

    private bool IsRefuted(string part) =>
        part is "headers" ? observed.Differs("header") || !observed.HasExpectedType : observed.Differs(part);

    private List<string> Volatile()
    {
        var known = observed.Expected.Variant.Volatile.Select(part =>
            part is VolatilePart.Body body ? $"body {body.Pointer}" : $"header {((VolatilePart.Header)part).Name}").ToList();
        var more = varying.Select(pointer => $"body {pointer}").Except(known, StringComparer.Ordinal).ToList();
        return [.. (more.Count == 0 ? [] : known.Count == 1 ? known.Concat(more) : more).Select(YamlText.Scalar)];
    }
}
