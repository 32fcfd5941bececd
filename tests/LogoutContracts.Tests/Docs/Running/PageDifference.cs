namespace LogoutContracts.Tests.Docs.Running;

/// <summary>A command that fails, or prints something else than its page shows.</summary>
/// <param name="At">Index of the first wrong line in the output on the page. Null if the command fails.</param>
internal sealed record PageDifference(ShellCommand Command, int? At, string Received)
{
    private const int ShownLines = 40;

    public override string ToString() =>
        $"{Command.Place}: {Command.Text}\n  {Problem}\n  It prints:\n{string.Join('\n', Received.Split('\n').Take(ShownLines))}";

    private string Problem => At switch
    {
        null => "It fails.",
        { } at when at < Command.Output!.Count => $"The page shows this line, and it is not there: {Command.Output[at]}",
        _ => "It prints more than the page shows.",
    };
}
