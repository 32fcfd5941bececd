namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>A file's content.</summary>
/// <param name="Name">The name that messages use.</param>
public sealed record TextFile(string Name, ReadOnlyMemory<byte> Utf8);
