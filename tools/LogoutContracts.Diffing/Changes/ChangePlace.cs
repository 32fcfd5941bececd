using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Changes;

/// <summary>A place in a spec.</summary>
/// <param name="File">The path of the spec, as in messages.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record ChangePlace(string File, int Line, int Column)
{
    internal static ChangePlace Of(Contract contract, Position at) => new(at.File ?? contract.File, at.Line, at.Column);

    public override string ToString() => string.Create(null, $"{File}:{Line}");
}
