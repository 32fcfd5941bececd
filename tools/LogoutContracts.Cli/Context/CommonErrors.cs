namespace LogoutContracts.Cli.Context;

/// <summary>Errors that several verbs report.</summary>
internal static class CommonErrors
{
    /// <summary>Uses the wording of System.CommandLine.</summary>
    public static string UnknownOption(string found, IEnumerable<string> known) =>
        $"Unrecognized command or argument '{found}'.{ErrorText.DidYouMean(found, known)}";

    public static UserErrorException File(string path, Exception inner) =>
        ErrorText.Error($"cannot read or write '{path}': {inner.Message}", inner);

    public static string OutputLost(Exception inner) =>
        $"error: cannot write to standard output: {ErrorText.OneLine(inner.GetBaseException().Message)}.";

    public static string OptionNeeds(string option, string needed) => $"{option} requires {needed}; add {needed}, or remove {option}.";

    public static UserErrorException InvalidNumber(string option, string found, int from, int to) =>
        ErrorText.Error($"{option}: '{found}' is not a valid number; expected {ErrorText.Number(from)} to {ErrorText.Number(to)}.");

    /// <summary>One error from several problems.</summary>
    public static UserErrorException All(IReadOnlyList<string> problems) => ErrorText.Errors(problems);

    public static string Bug(Exception e) =>
        $"This is a bug in {ProgramInfo.Name}. Please report it with the following output:{Environment.NewLine}{e}";
}
