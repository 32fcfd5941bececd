using LogoutContracts.Mocks.Matching;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>
/// A variant that almost matches a request for which no variant matches: its rule compared with the request, part by part.
/// </summary>
public sealed record NearMiss(string Operation, string Variant, ValueList<RulePart> Parts);
