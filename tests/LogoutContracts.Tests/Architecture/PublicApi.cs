using LogoutContracts.AdminClient;
using LogoutContracts.FluentAssertions;
using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.Specs;
using LogoutContracts.Testing;
using LogoutContracts.Verification;
using PublicApiGenerator;

namespace LogoutContracts.Tests.Architecture;

/// <summary>What each library offers to others. A change of it shows in the snapshot, so that it is made on purpose.</summary>
public sealed class PublicApi
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"],
    };

    [TestCase(typeof(SpecCatalog))]
    [TestCase(typeof(MockPlanner))]
    [TestCase(typeof(LogoutMockServer))]
    [TestCase(typeof(MockAdminClient))]
    [TestCase(typeof(MockServerExtensions))]
    [TestCase(typeof(ProviderContract))]
    public Task Changes_on_purpose_only(Type inside) =>
        Snapshot.Verify(inside.Assembly.GeneratePublicApi(Options), $"PublicApi.{inside.Assembly.GetName().Name}");
}
