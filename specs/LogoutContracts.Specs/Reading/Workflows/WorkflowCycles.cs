using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>Finds workflows that run themselves, directly or through others.</summary>
internal static class WorkflowCycles
{
    public static void Check(SpecDocument document, IReadOnlyList<Workflow> workflows)
    {
        foreach (var workflow in workflows)
        {
            if (PathBack(workflow, workflow.Id, workflows, []) is { } path)
                document.Problems.WorkflowCycle(workflow.At, path);
        }
    }

    private static List<string>? PathBack(Workflow from, string to, IReadOnlyList<Workflow> workflows, List<string> passed)
    {
        var names = from.Steps.Select(step => step.Workflow).OfType<string>().Concat(from.DependsOn);
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (string.Equals(name, to, StringComparison.Ordinal))
                return [to, .. passed, to];
            if (!passed.Contains(name, StringComparer.Ordinal)
                && workflows.FirstOrDefault(known => string.Equals(known.Id, name, StringComparison.Ordinal)) is { } next
                && PathBack(next, to, workflows, [.. passed, name]) is { } path)
                return path;
        }

        return null;
    }
}
