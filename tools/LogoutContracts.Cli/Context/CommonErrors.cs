namespace LogoutContracts.Cli.Context;

/// <summary>Errors that several verbs report.</summary>
internal static class CommonErrors
{
    /// <summary>In the words that the parser itself has for it.</summary>
    public static string UnknownOption(string found, IEnumerable<string> known) => $"Unrecognized command or argument '{found}'.{ErrorText.DidYouMean(found, known)}";

    public static UserErrorException File(string path, Exception inner) => ErrorText.Error($"'{path}' cannot be read or written: {inner.Message}", inner);

    public static string OptionNeeds(string option, string needed) => $"{option}: it means nothing without {needed}; add {needed}, or take {option} away.";

    /// <summary>Several at once, none of which is an error of its own yet.</summary>
    public static UserErrorException All(IReadOnlyList<string> problems) => ErrorText.Errors(problems);

    public static string Bug(Exception e) => $"This is a bug in {ProgramInfo.Name}; please report it with what follows.{Environment.NewLine}{e}";
}
