namespace LogoutContracts.Cli.Context;

/// <summary>An error that the user can fix; the command exits with <see cref="ExitCodes.UsedWrongly"/>.</summary>
internal sealed class UserErrorException(string message, Exception? inner = null) : Exception(message, inner);
