namespace LogoutContracts.Cli.Context;

/// <summary>Standard output cannot be written; the command exits with <see cref="ExitCodes.OutputLost"/>.</summary>
internal sealed class OutputLostException(Exception inner) : Exception(CommonErrors.OutputLost(inner), inner);
