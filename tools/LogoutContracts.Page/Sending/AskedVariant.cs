using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.Page.Sending;

/// <summary>Reads the fields <c>contract</c>, <c>operation</c> and <c>variant</c>.</summary>
internal static class AskedVariant
{
    /// <returns>Null if the fields name no variant; then they report why.</returns>
    public static (MockedContract Contract, PlannedVariant Variant)? Read(LogoutMockServer server, AdminFields fields)
    {
        var contract = ContractRoutes.Required(server.State, fields);
        if (!fields.Has("operation"))
            fields.Report("operation", "'operation' is missing.");
        var operation = ContractRoutes.Operation(server.State, fields, contract);
        var names = contract?.Plan.Variants.Where(variant => string.Equals(variant.Operation, operation, StringComparison.Ordinal))
            .Select(variant => variant.Name).ToList();
        var name = names is { Count: > 0 } ? fields.Word("variant", names, $" of '{operation}'") : fields.Text("variant");
        return contract is not null && operation is not null && name is not null && names!.Contains(name, StringComparer.Ordinal)
            ? (contract, contract.Plan.Find(operation, name)) : null;
    }
}
