using System.CommandLine;

namespace LogoutContracts.Cli.Options;

/// <summary>The option <c>--fail-on</c>: from which level on a finding fails the run.</summary>
internal static class FailOnOption
{
    /// <param name="byDefault">The level that fails by default.</param>
    public static Option<string> Create<TLevel>(TLevel byDefault, string description)
        where TLevel : struct, Enum
    {
        var option = new Option<string>("--fail-on")
        {
            HelpName = "LEVEL",
            Description = description,
            DefaultValueFactory = _ => Word(byDefault),
        };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<TLevel>().Select(Word)]);
        return option;
    }

    public static TLevel Read<TLevel>(string? word)
        where TLevel : struct, Enum => Enum.Parse<TLevel>(word!, ignoreCase: true);

    private static string Word<TLevel>(TLevel level)
        where TLevel : struct, Enum => level.ToString().ToLowerInvariant();
}
