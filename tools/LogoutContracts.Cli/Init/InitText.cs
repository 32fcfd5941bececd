using LogoutContracts.Cli.Context;
using LogoutContracts.Drafting.Choosing;

namespace LogoutContracts.Cli.Init;

/// <summary>The output of <c>init</c>.</summary>
internal static class InitText
{
    public static void Write(TextWriter output, DraftFinding finding, WrittenDraft draft)
    {
        output.WriteLine($"wrote {draft.Path}");
        foreach (var role in new[] { DraftRole.Login, DraftRole.Logout, DraftRole.Probe })
            output.WriteLine($"  {$"{role.ToString().ToLowerInvariant()}:",-8} {finding.NameOf(role) ?? "none"}");
        foreach (var question in draft.Questions)
            output.WriteLine($"open: {question}");
        foreach (var problem in draft.Read.Diagnostics)
            output.WriteLine(problem);
        output.WriteLine("Next:");
        output.WriteLine($"  {ProgramInfo.Name} lint {draft.Folder}/{draft.Id}");
        output.WriteLine($"  {ProgramInfo.Name} serve --specs {draft.Folder}/{draft.Id}");
    }
}
