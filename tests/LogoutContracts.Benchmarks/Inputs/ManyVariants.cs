using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Benchmarks.Inputs;

/// <summary>Makes very large contracts by copying the path of an operation. Pure.</summary>
internal static class ManyVariants
{
    /// <summary>The contract with copies of the operation's path, so that it has at least <paramref name="variants"/> variants.</summary>
    public static Contract Of(Contract contract, string operation, int variants)
    {
        var path = contract.Paths.First(path => path.Operations.Any(known => string.Equals(known.Id, operation, StringComparison.Ordinal)));
        var each = path.Operations.Sum(known => known.Variants.Count) + path.OtherMethods.Count;
        var copies = Enumerable.Range(0, (variants + each - 1) / each).Select(i => Copy(path, i));
        return contract with { Paths = contract.Paths.Concat(copies).ToValueList() };
    }

    /// <summary>The contract with another status in one default variant of every tenth path.</summary>
    public static Contract Changed(Contract contract) => contract with
    {
        Paths = contract.Paths.Select((path, i) => i % 10 != 9 ? path : path with
        {
            Operations = path.Operations.Select(operation => operation with
            {
                Variants = operation.Variants.Select((variant, n) => n == operation.Variants.Count - 1
                    && variant.Expect is Expectation.Answer answer
                    ? variant with { Expect = answer with { Status = 202 } } : variant).ToValueList(),
            }).ToValueList(),
        }).ToValueList(),
    };

    private static PathItem Copy(PathItem path, int number)
    {
        var template = new PathTemplate(string.Create(CultureInfo.InvariantCulture, $"{path.Template.Text}/{number:D5}"));
        return path with
        {
            Template = template,
            Operations = path.Operations.Select(operation => operation with
            {
                Id = Named(operation.Id),
                Path = template,
                Variants = operation.Variants.Select(Copied).ToValueList(),
            }).ToValueList(),
            OtherMethods = path.OtherMethods.Select(Copied).ToValueList(),
        };

        Variant Copied(Variant variant) => variant with
        {
            Operation = Named(variant.Operation),
            Request = variant.Request with { Path = Template.Parse(template.Text) },
        };

        string Named(string id) => string.Create(CultureInfo.InvariantCulture, $"{id}{number:D5}");
    }
}
