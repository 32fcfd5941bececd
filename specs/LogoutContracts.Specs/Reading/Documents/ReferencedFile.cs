namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>A file that another one names.</summary>
/// <param name="Path">For the base, its path as the overlay has it; for others, the path from the folder of the OpenAPI file.</param>
/// <param name="File">Null if it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
public sealed record ReferencedFile(string Path, TextFile? File, string? Problem = null);
