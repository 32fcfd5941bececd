namespace LogoutContracts.Postgres.Schema;

/// <summary>The state is there, but this server must not use it.</summary>
internal sealed class StateRejectedException(string message) : Exception(message)
{
    public static StateRejectedException Newer(string schema, int found, int known) => new(
        $"The schema '{schema}' has version {found}, and this server knows versions up to {known}. "
        + "Update this server, or use another schema with '--state-schema'.");

    public static StateRejectedException NotAllowed(string schema, string detail) => new(
        $"The database does not let this user create or change the schema '{schema}': {detail}. "
        + "Create the schema for the user, or use another one with '--state-schema'.");

    /// <param name="others">Names of the servers that share the contract.</param>
    public static StateRejectedException Different(ContractIdentity own, string there, IEnumerable<string> others) => new(
        $"The contract '{own.Id}' is shared by {string.Join(", ", others)} as {there}, and this server has {own.Description}. "
        + "Stop those servers, give all servers the same spec, overlays and release, or use another schema with '--state-schema'.");
}
