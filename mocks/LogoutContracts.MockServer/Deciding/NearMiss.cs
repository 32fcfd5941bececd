using LogoutContracts.Mocks.Matching;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>A variant that might have been meant by a request that none rules: its rule beside what the request has, part by part.</summary>
public sealed record NearMiss(string Operation, string Variant, ValueList<RulePart> Parts);
