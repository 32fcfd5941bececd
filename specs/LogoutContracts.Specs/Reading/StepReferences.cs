using System.Text.RegularExpressions;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>Checks what the expressions of a workflow say of its steps: <c>$steps.log-in.outputs.token</c>. A step knows those before it only.</summary>
internal sealed partial class StepReferences(SpecDocument document)
{
    private readonly Dictionary<string, ValueList<WorkflowOutput>> steps = new(StringComparer.Ordinal);

    public static string Forms => "$response.body#/pointer, $response.header.NAME, or $steps.step.outputs.name";

    /// <summary>Whether a step could not be read; then nobody knows whether it is the one that is meant.</summary>
    public bool HasNameless { get; set; }

    public void Add(WorkflowStep step) => steps.TryAdd(step.Id, step.Outputs);

    public static bool IsReference(string expression) => Reference().Match(expression) is { Success: true, Index: 0 } match && match.Length == expression.Length;

    public void Check(Node node)
    {
        switch (node)
        {
            case MapNode map:
                foreach (var entry in map.Entries)
                    Check(entry.Value);
                break;
            case ListNode list:
                foreach (var item in list.Items)
                    Check(item);
                break;
            case ScalarNode scalar:
                foreach (Match match in Reference().Matches(scalar.Text))
                    Check(match.Groups["step"].Value, match.Groups["output"].Value, scalar.At);
                break;
        }
    }

    private void Check(string step, string output, Position at)
    {
        if (!steps.TryGetValue(step, out var outputs))
        {
            if (!HasNameless)
                document.Problems.UnknownName(at, step, "step before this", steps.Keys);
        }
        else if (!outputs.Any(known => string.Equals(known.Name, output, StringComparison.Ordinal)))
        {
            document.Problems.UnknownName(at, output, $"output of step '{step}'", [.. outputs.Select(known => known.Name)]);
        }
    }

    [GeneratedRegex(@"\$steps\.(?<step>[A-Za-z0-9_-]+)\.outputs\.(?<output>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
