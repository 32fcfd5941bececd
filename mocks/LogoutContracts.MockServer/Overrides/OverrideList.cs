namespace LogoutContracts.MockServer.Overrides;

/// <summary>The forced answers and faults of one contract.</summary>
internal abstract class OverrideList
{
    /// <summary>In the order in which they were added.</summary>
    public abstract IReadOnlyList<Override> All { get; }

    /// <summary>A number or text that no other override of the contract has in its id.</summary>
    public abstract string NextNumber();

    public abstract void Add(Override added);

    /// <returns>Whether the id was found.</returns>
    public abstract bool Remove(string id);

    public abstract void Clear(bool forces, bool faults);
}
