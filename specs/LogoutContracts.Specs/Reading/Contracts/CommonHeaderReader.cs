using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Reading.Variants;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>x-contract.headers</c>.</summary>
internal static class CommonHeaderReader
{
    public static ValueList<CommonHeader> Read(Fields? headers, Releases releases, SpecDocument document)
    {
        var read = new List<CommonHeader>();
        foreach (var entry in headers?.Map.Entries ?? [])
        {
            if (document.FieldsOf(entry.Value, $"header '{entry.Key}'") is not { } fields)
                continue;
            var value = fields.Text("value") ?? "";
            HeaderSyntax.Check(document, entry.At, entry.Key, [value]);
            var basis = BasisReader.ReadPart(fields.Required("basis"), document);
            read.Add(new(entry.Key, value, ReleaseReader.Read(fields, releases, document), basis));
            fields.RejectOthers();
        }

        return read.ToValueList();
    }
}
