using System.Text.RegularExpressions;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>An Arazzo runtime expression: refers to a value in an exchange, or to inputs and outputs.</summary>
public abstract partial record RuntimeExpression
{
    private const string BodyOfRequest = "$request.body";
    private const string BodyOfResponse = "$response.body";

    private RuntimeExpression()
    {
    }

    /// <summary>The accepted syntax, for messages.</summary>
    public static string Forms =>
        "$url, $method, $statusCode, $request.header.NAME, .query.NAME, .path.NAME or .body#/pointer, "
        + "$response.header.NAME or .body#/pointer, $inputs.NAME, $steps.STEP.outputs.NAME, "
        + "$workflows.WORKFLOW.outputs.NAME or .inputs.NAME, $outputs.NAME, $sourceDescriptions.NAME.url or $components.parameters.NAME";

    /// <summary>The URL of the request.</summary>
    public sealed record Url : RuntimeExpression;

    /// <summary>The method of the request.</summary>
    public sealed record Method : RuntimeExpression;

    /// <summary>The status of the response.</summary>
    public sealed record StatusCode : RuntimeExpression;

    /// <summary>A header of the request or response.</summary>
    public sealed record Header(bool OfRequest, string Name) : RuntimeExpression;

    /// <summary>A query parameter of the request.</summary>
    public sealed record Query(string Name) : RuntimeExpression;

    /// <summary>A path parameter of the request.</summary>
    public sealed record PathParameter(string Name) : RuntimeExpression;

    /// <summary>The body of the request or response, or a part of it.</summary>
    /// <param name="Pointer">A JSON pointer; empty for the whole body.</param>
    public sealed record Body(bool OfRequest, string Pointer) : RuntimeExpression;

    /// <summary>An input or output, or a part of its value.</summary>
    /// <param name="Owner">The id of the step or workflow; empty for the running workflow.</param>
    /// <param name="Path">The name, and optionally a path into the value, such as <c>user.name</c> or <c>user#/name</c>.</param>
    public sealed record Named(NamedKind Kind, string Owner, string Path) : RuntimeExpression;

    /// <summary>A field of a source description.</summary>
    /// <param name="Field">The name of the field, such as <c>url</c>.</param>
    public sealed record Source(string Name, string Field) : RuntimeExpression;

    /// <summary>A parameter under <c>components</c>, which stands for the parameter's value.</summary>
    public sealed record ComponentParameter(string Name) : RuntimeExpression;

    /// <summary>Whether the text starts like an expression, so that its author must have meant one.</summary>
    public static bool IsMeant(string text) => Start().IsMatch(text);

    /// <summary>Parses a runtime expression.</summary>
    /// <returns>Null if the text is not one of <see cref="Forms"/>.</returns>
    public static RuntimeExpression? TryParse(string text) => text switch
    {
        "$url" => new Url(),
        "$method" => new Method(),
        "$statusCode" => new StatusCode(),
        BodyOfRequest => new Body(true, ""),
        BodyOfResponse => new Body(false, ""),
        _ when After($"{BodyOfRequest}#", text) is { } pointer => pointer is "" or ['/', ..] ? new Body(true, pointer) : null,
        _ when After($"{BodyOfResponse}#", text) is { } pointer => pointer is "" or ['/', ..] ? new Body(false, pointer) : null,
        _ when After("$request.header.", text) is { Length: > 0 } name => new Header(true, name),
        _ when After("$response.header.", text) is { Length: > 0 } name => new Header(false, name),
        _ when After("$request.query.", text) is { Length: > 0 } name => new Query(name),
        _ when After("$request.path.", text) is { Length: > 0 } name => new PathParameter(name),
        _ when After("$inputs.", text) is { Length: > 0 } path => new Named(NamedKind.Input, "", path),
        _ when After("$outputs.", text) is { Length: > 0 } path => new Named(NamedKind.Output, "", path),
        _ when After("$components.parameters.", text) is { Length: > 0 } name => new ComponentParameter(name),
        _ => WithOwner(text),
    };

    private static RuntimeExpression? WithOwner(string text)
    {
        if (OwnerForm().Match(text) is not { Success: true } match)
            return null;
        var (root, owner) = (match.Groups["root"].Value, match.Groups["owner"].Value);
        var (part, path) = (match.Groups["part"].Value, match.Groups["path"].Value);
        return (root, part) switch
        {
            ("steps", "outputs") when path.Length > 0 => new Named(NamedKind.StepOutput, owner, path),
            ("workflows", "outputs") when path.Length > 0 => new Named(NamedKind.WorkflowOutput, owner, path),
            ("workflows", "inputs") when path.Length > 0 => new Named(NamedKind.WorkflowInput, owner, path),
            ("sourceDescriptions", _) when path.Length == 0 => new Source(owner, part),
            _ => null,
        };
    }

    private static string? After(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;

    [GeneratedRegex(
        @"^\$(url|method|statusCode|request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(
        @"^\$(?<root>steps|workflows|sourceDescriptions)\.(?<owner>[A-Za-z0-9_-]+)\.(?<part>[A-Za-z0-9_-]+)(\.(?<path>.+))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex OwnerForm();
}

/// <summary>What a <see cref="RuntimeExpression.Named"/> refers to.</summary>
public enum NamedKind
{
    Input,

    /// <summary>An output of the workflow that the step runs.</summary>
    Output,
    StepOutput,
    WorkflowInput,
    WorkflowOutput,
}
