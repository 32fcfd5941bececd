namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>The content of a text file.</summary>
/// <param name="Name">The name of the file, for messages.</param>
public sealed record TextFile(string Name, ReadOnlyMemory<byte> Utf8);
