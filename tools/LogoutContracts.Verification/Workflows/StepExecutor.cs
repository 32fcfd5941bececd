using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Executes steps: sends the request, evaluates the criteria, and records the exchange without credentials.</summary>
internal sealed class StepExecutor
{
    private readonly MockPlan plan;
    private readonly Target target;
    private readonly RawHttpClient client;
    private readonly CancellationToken cancellation;
    private readonly EvidenceWriter evidence;
    private readonly Redactor redactor;
    private readonly RoleSessions roles = new();
    private readonly List<WorkflowStepResult> steps = [];

    public StepExecutor(MockPlan plan, Target target, RawHttpClient client, CancellationToken cancellation)
    {
        this.plan = plan;
        this.target = target;
        this.client = client;
        this.cancellation = cancellation;
        evidence = new(plan.Contract.Sessions, roles);
        redactor = new(plan.Contract.Sessions);
        foreach (var secret in target.Accounts.Secrets)
            roles.Hide(secret);
    }

    /// <summary>The steps so far, without any credential that is known by now.</summary>
    public ValueList<WorkflowStepResult> Steps => steps.Select(step => step with
    {
        Evidence = step.Exchange is { } exchange ? evidence.Of(exchange) : ExchangeEvidence.None,
        Criteria = step.Criteria.Select(criterion => criterion with { Found = Shown(criterion.Found) }).ToValueList(),
        Outputs = step.Outputs.Select(output => output with { Text = Shown(output.Name, output.Text) }).ToValueList(),
        Problem = Shown(step.Problem),
    }).ToValueList();

    /// <summary>Evaluates outputs; those without a value are left out.</summary>
    public static Dictionary<string, JsonElement> OutputsOf(
        ValueList<WorkflowOutput> outputs, Func<RuntimeExpression, JsonElement?> valueOf)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var output in outputs)
        {
            if (valueOf(output.Expression) is { } value)
                values[output.Name] = value;
        }

        return values;
    }

    /// <summary>The text for a report: without known credentials, and shortened.</summary>
    public string Shown(string text) => Shortened(roles.Hashed(text));

    public ValueList<NamedOutput> Shown(IReadOnlyDictionary<string, JsonElement> values) =>
        Texts(values).Select(value => value with { Text = Shown(value.Name, value.Text) }).ToValueList();

    /// <summary>Hides the values of secret inputs in all reports.</summary>
    public void HideSecrets(Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs)
    {
        foreach (var (name, value) in inputs)
        {
            var isSecret = workflow.Inputs.Known.Any(input => input.IsSecret && string.Equals(input.Name, name, StringComparison.Ordinal));
            if (isSecret || redactor.IsSecret(name))
                roles.Hide(JsonValues.TextOf(value));
        }
    }

    /// <summary>Sends the request of a step. The step fails if an expression has no value.</summary>
    public async Task<ExecutedStep> CallAsync(Workflow workflow, WorkflowStep step, int attempt, KnownValues known)
    {
        var missing = new List<string>();
        var request = StepRequest.Of(step, plan, known.ValueOf, missing.Add);
        if (request is null || missing.Count > 0)
        {
            var problem = request is null ? $"the contract has no example of '{step.Operation}' for plain HTTP" : NoValue(missing);
            return Keep(new(workflow.Id, step, attempt, null, [], [], problem, ""), known.ValueOf);
        }

        var exchange = await target.SendAsync(client, plan, request, cancellation);
        foreach (var opened in ResponseValues.In(exchange.Response, plan, step.Operation))
            roles.Hide(opened.Value);
        var path = plan.Contract.FindOperation(step.Operation)!.Path;
        var expressions = new ExchangeExpressions(exchange, target.BaseUrl, path, known.ValueOf);
        return Keep(workflow, step, attempt, known, exchange, expressions.ValueOf, "");
    }

    /// <summary>The inputs for the workflow that a step runs; null if one is missing.</summary>
    public static Dictionary<string, JsonElement>? ArgumentsOf(WorkflowStep step, KnownValues known)
    {
        var missing = new List<string>();
        var arguments = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var parameter in step.Parameters)
        {
            if (parameter.Value.Evaluate(known.ValueOf, missing.Add) is { } value)
                arguments[parameter.Name] = value;
        }

        return missing.Count == 0 ? arguments : null;
    }

    /// <summary>Records a step that cannot run a workflow, because an expression has no value.</summary>
    public ExecutedStep Missing(Workflow workflow, WorkflowStep step, int attempt, KnownValues known)
    {
        var missing = new List<string>();
        foreach (var parameter in step.Parameters)
            parameter.Value.Evaluate(known.ValueOf, missing.Add);
        return Keep(new(workflow.Id, step, attempt, null, [], [], NoValue(missing), ""), known.ValueOf);
    }

    /// <summary>Records a step that has run a workflow.</summary>
    public ExecutedStep Keep(Workflow workflow, WorkflowStep step, int attempt, KnownValues known, WorkflowEnd end)
    {
        var problem = end.Succeeded ? "" : $"'{step.Workflow}' fails. {end.Reason.TrimEnd('.')}";
        return Keep(workflow, step, attempt, known, null, known.ValueOf, problem);
    }

    /// <summary>Records the action after the last step.</summary>
    public void Follow(WorkflowAction action) => steps[^1] = steps[^1] with
    {
        Then = action.Kind switch
        {
            ActionKind.End => $"ends here ({action.Name})",
            ActionKind.Retry => $"tries again ({action.Name})",
            _ => $"goes to '{action.Step ?? action.Workflow}' ({action.Name})",
        },
    };

    private ExecutedStep Keep(
        Workflow workflow, WorkflowStep step, int attempt, KnownValues known, Exchange? exchange,
        Func<RuntimeExpression, JsonElement?> valueOf, string problem)
    {
        var outputs = OutputsOf(step.Outputs, valueOf);
        known.Set(step.Id, outputs);
        foreach (var (_, value) in outputs.Where(output => redactor.IsSecret(output.Key)))
            roles.Hide(JsonValues.TextOf(value));
        var criteria = Criteria.Judge(step.Criteria, valueOf);
        return Keep(new(workflow.Id, step, attempt, exchange, criteria, Texts(outputs), problem, ""), valueOf);
    }

    private ExecutedStep Keep(WorkflowStepResult run, Func<RuntimeExpression, JsonElement?> valueOf)
    {
        steps.Add(run);
        return new(run, valueOf);
    }

    private static string NoValue(IEnumerable<string> missing) =>
        $"there is no value for {string.Join(", ", missing.Distinct(StringComparer.Ordinal))}";

    private static ValueList<NamedOutput> Texts(IReadOnlyDictionary<string, JsonElement> values) =>
        values.Select(value => new NamedOutput(value.Key, JsonValues.TextOf(value.Value))).ToValueList();

    private string Shown(string name, string text) => redactor.IsSecret(name) ? Redactor.Hash(text) : Shown(text);

    private static string Shortened(string text) => text.Length <= 400 ? text : $"{text[..300]} … {text[^90..]}";
}

/// <param name="ValueOf">Evaluates expressions after the step.</param>
internal sealed record ExecutedStep(WorkflowStepResult Run, Func<RuntimeExpression, JsonElement?> ValueOf);
