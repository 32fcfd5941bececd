using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;

namespace LogoutContracts.Cli.Completion;

/// <summary><c>complete</c>, which is hidden: called by the scripts of <c>completions</c>.</summary>
internal static class CompleteVerb
{
    public static Command Create(CommandContext context, Func<Command> root)
    {
        var words = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore, Description = "The words so far, after --" };
        var verb = new Verb("complete", "Print what can complete a command line.", "complete -- verify --st") { words };
        verb.Hidden = true;
        verb.SetAction(parsed =>
        {
            var ids = ContractReader.Ids(context, Repository.SpecsOf(context));
            foreach (var candidate in Completer.Of(root(), parsed.GetValue(words) ?? [], ids))
                context.Out.Write($"{candidate.Word}\t{candidate.Description}\n");
        });
        return verb;
    }
}
