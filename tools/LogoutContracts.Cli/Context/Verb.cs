using System.CommandLine;
using System.CommandLine.Parsing;

namespace LogoutContracts.Cli.Context;

/// <param name="examples">Command lines that work as they stand, for the end of the verb's help.</param>
internal sealed class Verb(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>An argument that takes any number of words, but no misspelt option, as the parser would let it.</summary>
    public static Argument<string[]> Argument(string name, string description)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value is ['-', _, ..]))
                result.AddError(CommonErrors.UnknownOption(token.Value, ((CommandResult)result.Parent!).Command.Options.Select(option => option.Name)));
        });
        return argument;
    }
}
