namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads a file of the folder <c>__files</c>.</summary>
/// <returns>Null if the file does not exist there.</returns>
public delegate ReadOnlyMemory<byte>? BodyFiles(string name);

/// <summary>What all parts of the reader need.</summary>
internal sealed record MappingInput(Json.MappingProblems Problems, BodyFiles Files);
