using System.CommandLine;
using System.CommandLine.Completions;

namespace LogoutContracts.Cli.Completion;

/// <summary>Finds the words that can complete a command line.</summary>
internal static class Completer
{
    /// <param name="words">The words after the name of the command; the last one is being typed, and may be empty.</param>
    /// <param name="contracts">The ids of the contracts.</param>
    /// <returns>Empty if only the shell can help, such as with the name of a file.</returns>
    public static IReadOnlyList<Candidate> Of(Command root, IReadOnlyList<string> words, IEnumerable<string> contracts)
    {
        var typed = words.Count > 0 ? words[^1] : "";
        var before = words.SkipLast(1).ToList();
        var verb = before.Count > 0 ? root.Subcommands.FirstOrDefault(each => Same(each.Name, before[0])) : null;
        if (verb is null && before.Count > 0)
            return [];
        var all = verb is null ? OfRoot(root, typed) : OfVerb(root, verb, before[^1], typed, contracts);
        return [.. all.Where(each => each.Word.StartsWith(typed, StringComparison.Ordinal))
            .OrderBy(each => each.Word, StringComparer.Ordinal)];
    }

    private static IEnumerable<Candidate> OfRoot(Command root, string typed) => typed.StartsWith('-') ? Options(root.Options) : Verbs(root);

    private static IEnumerable<Candidate> OfVerb(Command root, Command verb, string last, string typed, IEnumerable<string> contracts)
    {
        var options = verb.Options.Concat(root.Options.Where(option => option.Recursive)).ToList();
        if (options.Find(option => Same(option.Name, last)) is { Arity.MinimumNumberOfValues: > 0 } valued)
            return Values(valued.GetCompletions(CompletionContext.Empty));
        return typed.StartsWith('-') ? Options(options) : verb.Arguments.SelectMany(argument => argument.Name switch
        {
            "contracts" or "contract" => contracts.Select(id => new Candidate(id, "")),
            "verb" => Verbs(root),
            "shell" => CompletionScripts.All.Keys.Select(shell => new Candidate(shell, "")),
            _ => Values(argument.GetCompletions(CompletionContext.Empty)),
        });
    }

    private static IEnumerable<Candidate> Verbs(Command root) => root.Subcommands.Where(each => !each.Hidden).Select(Of);

    private static IEnumerable<Candidate> Options(IEnumerable<Option> options) => options.Where(each => !each.Hidden).Select(Of);

    private static IEnumerable<Candidate> Values(IEnumerable<CompletionItem> items) => items.Select(item => new Candidate(item.Label, ""));

    private static Candidate Of(Symbol symbol) => new(symbol.Name, (symbol.Description ?? "").Split('\n')[0]);

    private static bool Same(string name, string word) => string.Equals(name, word, StringComparison.Ordinal);
}

/// <param name="Description">One line; may be empty.</param>
internal sealed record Candidate(string Word, string Description);
