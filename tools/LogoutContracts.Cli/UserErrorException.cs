namespace LogoutContracts.CommandLine;

/// <summary>Something that the user can mend. <see cref="Errors"/> has all of them.</summary>
internal sealed class UserErrorException(string message, Exception? inner = null) : Exception(message, inner);
