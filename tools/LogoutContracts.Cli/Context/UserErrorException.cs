namespace LogoutContracts.Cli.Context;

/// <summary>Something that the user can mend.</summary>
internal sealed class UserErrorException(string message, Exception? inner = null) : Exception(message, inner);
