using LogoutContracts.AdminClient;
using LogoutContracts.ClientAudit;
using LogoutContracts.Diffing;
using LogoutContracts.FluentAssertions;
using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.Specs;
using LogoutContracts.Testing;
using LogoutContracts.Verification;
using PublicApiGenerator;

namespace LogoutContracts.Tests.Architecture;

/// <summary>Snapshots of the public API of each library, so that it changes on purpose only.</summary>
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
    [TestCase(typeof(ContractDiff))]
    [TestCase(typeof(ClientAuditor))]
    public Task Changes_on_purpose_only(Type inside) =>
        Snapshot.Verify(inside.Assembly.GeneratePublicApi(Options), $"PublicApi.{inside.Assembly.GetName().Name}");
}
