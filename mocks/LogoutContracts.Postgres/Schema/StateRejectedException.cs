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

    /// <param name="isUnlogged">Whether the tables are unlogged.</param>
    public static StateRejectedException OtherTables(string schema, bool isUnlogged) => new(
        isUnlogged
            ? $"The tables of the schema '{schema}' are unlogged, so a crash of the database empties them. "
                + "Add '--state-unlogged', or use another schema with '--state-schema'."
            : $"The tables of the schema '{schema}' are not unlogged. "
                + "Leave '--state-unlogged' out, or use another schema with '--state-schema'.");

    /// <param name="others">Names of the servers that share the contract.</param>
    public static StateRejectedException Different(ContractIdentity own, string there, IEnumerable<string> others) => new(
        $"The contract '{own.Id}' is shared by {string.Join(", ", others)} as {there}, and this server has {own.Description}. "
        + "Stop those servers, give all servers the same spec, overlays and release, or use another schema with '--state-schema'.");
}
