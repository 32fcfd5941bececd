using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.ClientAudit.Clients;

namespace LogoutContracts.Cli.Clients;

/// <summary>The commands that an audit of a client runs.</summary>
internal sealed class CommandSelection
{
    private readonly Argument<string[]> command = new("command")
    {
        Description = "After --: a program and its arguments. It logs in, makes a call and logs out. No shell is involved",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> login = StepOption(
        "--login", "For a client that keeps its login between runs: the command that logs in");

    private readonly Option<string?> call = StepOption("--call", "With --login: the command that makes a call with the login");
    private readonly Option<string?> logout = StepOption("--logout", "With --login: the command that logs out");

    public Argument Argument => command;

    public IEnumerable<Option> Options => [login, call, logout];

    /// <summary>The name of the client in reports: its program, because arguments may be secret.</summary>
    public string NameOf(ParseResult parsed)
    {
        var words = parsed.GetValue(command) is { Length: > 0 } given ? given : CommandWords.Split(parsed.GetValue(logout) ?? "");
        return words is [var program, ..] ? Path.GetFileName(program) : "client";
    }

    /// <summary>The command of each step, with the path of its program.</summary>
    /// <param name="placeholders">The names of all placeholders.</param>
    /// <exception cref="UserErrorException">Commands are missing or cannot be run; all problems are reported.</exception>
    public IReadOnlyDictionary<ClientStep, IReadOnlyList<string>> Choose(
        CommandContext context, ParseResult parsed, IReadOnlyCollection<string> placeholders)
    {
        var problems = new List<string>();
        var words = Words(parsed, problems);
        var found = new Dictionary<ClientStep, IReadOnlyList<string>>();
        foreach (var (step, (where, command)) in words)
        {
            problems.AddRange(command.SelectMany(word => Placeholders.UnknownIn(word, placeholders))
                .Select(name => ClientAuditErrors.UnknownPlaceholder(where, name, placeholders)));
            if (command is [])
                problems.Add(ClientAuditErrors.EmptyCommand(where));
            else if (ExecutableSearch.Find(command[0], context.Directory, Environment.GetEnvironmentVariable("PATH")) is { } program)
                found[step] = [program, .. command.Skip(1)];
            else
                problems.Add(ClientAuditErrors.NoProgram(where, command[0]));
        }

        return problems.Count == 0 ? found : throw CommonErrors.All(problems);
    }

    private Dictionary<ClientStep, (string Where, IReadOnlyList<string> Words)> Words(ParseResult parsed, List<string> problems)
    {
        var whole = parsed.GetValue(command) ?? [];
        (ClientStep Step, Option<string?> Option)[] steps =
            [(ClientStep.Login, login), (ClientStep.Call, call), (ClientStep.Logout, logout)];
        var given = Array.FindAll(steps, each => parsed.GetValue(each.Option) is not null);
        if (whole.Length > 0 && given.Length > 0)
            problems.Add(ClientAuditErrors.CommandAndSteps());
        else if (whole.Length == 0 && given.Length == 0)
            problems.Add(ClientAuditErrors.NoCommand());
        else if (given.Length is 1 or 2)
            problems.Add(ClientAuditErrors.MissingSteps(steps.Except(given).Select(each => each.Option.Name)));
        if (given.Length == 0)
            return whole.Length == 0 ? [] : new() { [ClientStep.All] = ("command", whole) };
        var words = new Dictionary<ClientStep, (string Where, IReadOnlyList<string> Words)>();
        foreach (var (step, option) in given)
        {
            var text = parsed.GetValue(option)!;
            if (CommandWords.Split(text) is { } split)
                words[step] = (option.Name, split);
            else
                problems.Add(ClientAuditErrors.OpenQuote(option.Name, text));
        }

        return words;
    }

    private static Option<string?> StepOption(string name, string description) =>
        new(name) { HelpName = "COMMAND", Description = description };
}
