namespace LogoutContracts.Fuzz.Engine;

/// <summary>Something that must withstand any input.</summary>
/// <param name="name">In kebab-case. It is also the name of the corpus folder.</param>
internal abstract class FuzzTarget(string name) : IAsyncDisposable
{
    public string Name => name;

    /// <summary>Valid inputs, from which the others are made.</summary>
    public abstract IReadOnlyList<byte[]> Samples { get; }

    /// <summary>Parts that are meaningful somewhere in an input.</summary>
    public virtual IReadOnlyList<byte[]> Words => [];

    /// <summary>Prepares the target, such as by starting a server.</summary>
    public virtual Task StartAsync() => Task.CompletedTask;

    /// <returns>What is wrong, in one sentence; null if the target withstands the input. An exception is wrong, too.</returns>
    public abstract Task<string?> TryAsync(byte[] input);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override string ToString() => Name;
}
