using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Postgres.Overrides;

namespace LogoutContracts.Postgres;

/// <summary>The forced answers and faults of a contract, for all servers.</summary>
/// <remarks>It blocks. That is only for calls of the admin API, which are few.</remarks>
internal sealed class PostgresOverrides(PostgresContract contract) : OverrideList
{
    public override IReadOnlyList<Override> All => contract.OverridesAsync().AsTask().GetAwaiter().GetResult();

    // Servers do not know each other's numbers.
    public override string NextNumber() => Guid.NewGuid().ToString("N");

    public override void Add(Override added) => Change(
        "insert into override (contract, id, is_fault, text) values ($1, $2, $3, $4)",
        added.Id, added.Fault is not null, OverrideText.Write(added));

    public override bool Remove(string id) => Change("delete from override where contract = $1 and id = $2", id) > 0;

    public override void Clear(bool forces, bool faults) => Change(
        "delete from override where contract = $1 and case when is_fault then $3 else $2 end", forces, faults);

    private int Change(string sql, params object[] values) => contract.ChangeAsync(sql, values).AsTask().GetAwaiter().GetResult();
}
