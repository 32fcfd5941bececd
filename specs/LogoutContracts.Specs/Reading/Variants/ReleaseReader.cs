using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>Reads <c>release</c>: one or several of the known releases.</summary>
internal static class ReleaseReader
{
    public static ValueList<string> Read(Fields fields, Releases releases, SpecDocument document)
    {
        var names = new List<string>();
        foreach (var (release, at) in fields.Texts("release"))
        {
            if (releases.Known.Contains(release, StringComparer.Ordinal))
                names.Add(release);
            else
                document.Problems.UnknownName(at, release, "known release", releases.Known);
        }

        return names.ToValueList();
    }
}
