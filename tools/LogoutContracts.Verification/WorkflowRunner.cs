using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>Runs a documented sequence of calls against a target.</summary>
public sealed class WorkflowRunner(MockPlan plan, Target target, Wire wire)
{
    /// <returns>The steps that were taken; a step whose criteria do not hold is the last one.</returns>
    /// <exception cref="HttpRequestException">The target does not answer.</exception>
    public async Task<WorkflowRun> RunAsync(Workflow workflow, CancellationToken cancellation = default)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = new List<WorkflowStepRun>();
        foreach (var step in workflow.Steps)
        {
            var exchange = await wire.SendAsync(target.BaseUrl, RequestOf(step, outputs), cancellation);
            var expressions = new ExchangeExpressions(exchange, outputs);
            var broken = step.Criteria.Where(criterion => !Holds(criterion, expressions)).ToValueList();
            steps.Add(new(step, exchange, broken));
            if (broken.Count > 0)
                return new(workflow, steps.ToValueList());
            foreach (var output in step.Outputs)
            {
                if (expressions.ValueOf(output.Expression) is { } value)
                    outputs[$"$steps.{step.Id}.outputs.{output.Name}"] = value;
            }
        }

        return new(workflow, steps.ToValueList());
    }

    private static bool Holds(SuccessCriterion criterion, ExchangeExpressions expressions) =>
        SimpleCondition.TryParse(criterion.Condition, out var condition) && condition.Holds(expressions.ValueOf(condition.Expression));

    /// <summary>The operation's own example, without anybody's credentials, and with the step's parameters in their places.</summary>
    private RenderedRequest RequestOf(WorkflowStep step, Dictionary<string, string> outputs)
    {
        var operation = plan.Contract.FindOperation(step.Operation)!;
        var first = plan.Variants.First(variant => string.Equals(variant.Operation, operation.Id, StringComparison.Ordinal) && variant is { IsDefault: true, IsServed: true });
        var carriers = plan.Contract.Sessions.Credentials.SelectMany(credential => credential.Carriers).Select(carrier => carrier.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var example = first.Variant.Request;
        var values = step.Parameters.ToLookup(parameter => parameter.In, parameter => (parameter.Name, Value: Template.Parse(outputs.GetValueOrDefault(parameter.Value, parameter.Value))), StringComparer.Ordinal);
        var request = RenderedRequest.Of(
            example with
            {
                Path = values["path"].Any() ? operation.Path.Fill(values["path"].ToDictionary(value => value.Name, value => value.Value.Text, StringComparer.Ordinal)) : example.Path,
                Query = With(example.Query, values["query"]),
                Headers = With(example.Headers.Where(header => !carriers.Contains(header.Name)).ToValueList(), values["header"]),
                Cookies = With(example.Cookies.Where(cookie => !carriers.Contains(cookie.Name)).ToValueList(), values["cookie"]),
            },
            first.Seeds.ValueOf);
        return step.Body is null ? request : request with { Body = outputs.Aggregate(step.Body, (body, output) => body.Replace($"{{{output.Key}}}", output.Value, StringComparison.Ordinal)) };
    }

    private static ValueList<NamedTemplate> With(ValueList<NamedTemplate> example, IEnumerable<(string Name, Template Value)> values)
    {
        var given = values.ToList();
        return example.Where(own => !given.Exists(value => value.Name.Equals(own.Name, StringComparison.OrdinalIgnoreCase)))
            .Concat(given.Select(value => new NamedTemplate(value.Name, value.Value))).ToValueList();
    }
}

public sealed record WorkflowRun(Workflow Workflow, ValueList<WorkflowStepRun> Steps)
{
    public bool Succeeded => Steps.Count == Workflow.Steps.Count && Steps.All(step => step.Broken.Count == 0);
}

/// <param name="Broken">The criteria that do not hold.</param>
public sealed record WorkflowStepRun(WorkflowStep Step, Exchange Exchange, ValueList<SuccessCriterion> Broken);
