using System.Globalization;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Inspect;

/// <summary>The text output of <c>list</c>: one block per variant.</summary>
internal static class ListText
{
    public static void Write(TextWriter output, IReadOnlyList<(MockPlan Plan, PlannedVariant Variant)> listed, CurlFiles files)
    {
        foreach (var (plan, variant) in listed)
        {
            output.WriteLine(
                $"{plan.Contract.Id} {variant.Operation} {variant.Name}  {variant.Variant.At.In(plan.Contract.File)}");
            output.WriteLine($"  {variant.Variant.Summary}");
            foreach (var (label, lines) in Parts(plan, variant, files))
            {
                var before = label;
                foreach (var line in lines)
                {
                    output.WriteLine($"  {before,-9} {line}".TrimEnd());
                    before = "";
                }
            }

            output.WriteLine();
        }
    }

    private static IEnumerable<(string Label, IEnumerable<string> Lines)> Parts(MockPlan plan, PlannedVariant variant, CurlFiles files)
    {
        var given = string.Join(", ", VariantWords.Given(variant).Select(pair => $"{pair.Role} {pair.State}"));
        if (given.Length > 0)
            yield return ("given", [given]);
        yield return ("request", [VariantWords.Curl(plan, variant, VariantWords.BaseUrl(plan), files)]);
        if (VariantWords.Presents(plan, variant) is { } presents)
            yield return ("over TLS", [presents]);
        yield return ("answer", variant.Answer is { } answer ? Answer(answer, variant) : ["none: the server refuses the TLS handshake"]);
        yield return ("basis", variant.Variant.Basis.Parts.Select(
            part => $"{part.Part}: {part.Basis.Kind.InSpecWords()}{(part.Basis.Place.Length > 0 ? $", {part.Basis.Place}" : "")}"));
        if (variant.Variant.Instead is { } instead)
            yield return ("instead", [$"of {instead}"]);
        if (variant.Variant.Releases.Count > 0)
            yield return ("release", [string.Join(", ", variant.Variant.Releases)]);
        if (VariantWords.NeedsOf(variant).ToList() is { Count: > 0 } needs)
            yield return ("needs", [$"a target with {string.Join(", ", needs)}"]);
        yield return ("reached", [Reached(plan, variant)]);
    }

    private static IEnumerable<string> Answer(Expectation.Answer answer, PlannedVariant variant)
    {
        yield return answer.Status.ToString(CultureInfo.InvariantCulture);
        foreach (var header in answer.Headers)
        {
            if (header.IsAbsent)
                yield return $"(no {header.Name})";
            foreach (var value in header.Values)
                yield return $"{header.Name}: {VariantWords.Text(value, variant)}";
        }

        if (answer.Body is { } body)
        {
            foreach (var line in VariantWords.Text(body.Text, variant).Split('\n'))
                yield return line;
        }
    }

    private static string Reached(MockPlan plan, PlannedVariant variant)
    {
        var release = plan.Release is not null && variant.Variant.Releases.Count > 0 && !variant.Variant.HoldsIn(plan.Release)
            ? $", or with 'serve --release {plan.Contract.Id}={variant.Variant.Releases[0]}'" : "";
        return VariantWords.ReachedBy(variant) switch
        {
            "default" => "by default",
            "prefer" => $"with the header 'Prefer: variant={variant.Name}'{release}",
            "session" => $"with its own seeded session{release}",
            _ => $"not served: {VariantWords.NotServed(variant)}",
        };
    }
}
