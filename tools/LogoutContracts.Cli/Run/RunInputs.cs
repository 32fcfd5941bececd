using System.Text.Json;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Cli.Run;

/// <summary>The inputs of workflows, from <c>--input</c> and <c>--inputs</c>.</summary>
internal static class RunInputs
{
    /// <param name="asked">NAME=VALUE, as on the command line.</param>
    /// <param name="file">A YAML or JSON map of inputs; null if not given.</param>
    /// <returns>The inputs of each workflow, in the order of <paramref name="workflows"/>.</returns>
    /// <exception cref="UserErrorException">
    /// Inputs are unknown, duplicate, missing or invalid. All problems are reported, without the values.
    /// </exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Of(
        IReadOnlyList<string> asked, TextFile? file, IReadOnlyList<Workflow> workflows)
    {
        var problems = new List<string>();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in asked)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } name, var value])
                problems.Add(RunErrors.InputWithoutValue());
            else if (!given.TryAdd(name, value))
                problems.Add(RunErrors.InputTwice(name));
        }

        var filed = file is null ? new Dictionary<string, string>(StringComparer.Ordinal) : ReadFile(file);
        string[] known =
        [
            .. workflows.SelectMany(workflow => workflow.Inputs.Known).Select(input => input.Name)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        var unknown = given.Keys.Concat(filed.Keys).Distinct(StringComparer.Ordinal)
            .Where(name => !known.Contains(name, StringComparer.Ordinal));
        problems.AddRange(unknown.Select(name => RunErrors.UnknownWorkflowInput(name, known)));
        if (problems.Count > 0)
            throw CommonErrors.All(problems);
        var inputs = workflows.Select(workflow => InputsOf(workflow, given, filed)).ToList();
        problems.AddRange(workflows.Zip(inputs).SelectMany(
            pair => WorkflowArguments.Problems(pair.First, WorkflowArguments.WithDefaults(pair.First, pair.Second))
                .Select(problem => RunErrors.InputMisfit(pair.First.Id, problem))));
        return problems.Count == 0 ? inputs : throw CommonErrors.All(problems);
    }

    // The command line takes precedence over the file.
    private static Dictionary<string, JsonElement> InputsOf(
        Workflow workflow, Dictionary<string, string> given, IReadOnlyDictionary<string, string> filed)
    {
        var inputs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var input in workflow.Inputs.Known)
        {
            if (given.TryGetValue(input.Name, out var text))
                inputs[input.Name] = ValueOf(input, text);
            else if (filed.TryGetValue(input.Name, out var json))
                inputs[input.Name] = JsonElement.Parse(json);
        }

        return inputs;
    }

    private static JsonElement ValueOf(WorkflowInput input, string text)
    {
        try
        {
            return input.IsText ? JsonValues.Of(text) : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValues.Of(text);
        }
    }

    private static IReadOnlyDictionary<string, string> ReadFile(TextFile file)
    {
        var read = SpecReader.ReadValues(file);
        return read.Value ?? throw ContractErrors.BadSpecs(read.Diagnostics);
    }
}
