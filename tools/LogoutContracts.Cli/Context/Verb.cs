using System.CommandLine;
using System.CommandLine.Parsing;

namespace LogoutContracts.Cli.Context;

/// <summary>A subcommand with examples.</summary>
/// <param name="examples">Complete command lines without the program's name, shown at the end of the verb's help.</param>
internal sealed class Verb(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>An argument with any number of values. Unlike the parser's default, it rejects misspelt options.</summary>
    public static Argument<string[]> Argument(string name, string description)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };
        argument.Validators.Add(RejectOptions);
        return argument;
    }

    /// <summary>An argument with one value or none, which rejects misspelt options, too.</summary>
    public static Argument<string?> Single(string name, string description)
    {
        var argument = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        argument.Validators.Add(RejectOptions);
        return argument;
    }

    private static void RejectOptions(ArgumentResult result)
    {
        var known = ((CommandResult)result.Parent!).Command.Options.Select(option => option.Name);
        foreach (var token in result.Tokens.Where(token => token.Value is ['-', _, ..]))
            result.AddError(CommonErrors.UnknownOption(token.Value, known));
    }
}
