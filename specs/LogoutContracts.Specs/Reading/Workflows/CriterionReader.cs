using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>Reads criteria: simple conditions, regular expressions and JSONPath. XPath is not supported.</summary>
internal sealed class CriterionReader(ExpressionReader expressions)
{
    private static readonly string[] Types = ["simple", "regex", "jsonpath"];

    // Arazzo 1.0 names the draft that became RFC 9535. Most queries mean the same in both.
    private static readonly string[] Versions = ["draft-goessner-dispatch-jsonpath-00", "rfc9535"];

    private SpecDocument Document => expressions.Document;

    public ValueList<Criterion> Read(IEnumerable<Node> items, string what) =>
        items.Select(item => Document.FieldsOf(item, what) is { } fields ? CriterionOf(fields) : null).OfType<Criterion>().ToValueList();

    private Criterion? CriterionOf(Fields fields)
    {
        var (condition, type, contextText) = (fields.Text("condition"), TypeOf(fields), fields.OptionalText("context"));
        var context = contextText is null ? null : expressions.ReadOfRun(contextText, fields.PositionOf("context"), fields.Name("context"));
        if (contextText is null && type is not "simple")
            fields.Text("context");
        fields.RejectOthers();
        var at = fields.PositionOf("condition");
        return condition is not null && TestOf(type, context, condition, at) is { } test ? new(condition, test, at) : null;
    }

    private CriterionTest? TestOf(string? type, RuntimeExpression? context, string condition, Position at)
    {
        switch (type)
        {
            case "simple" when ConditionParser.TryParse(condition) is { } parsed:
                foreach (var found in parsed.Expressions
                    .Where(found => expressions.IsOfRun(found.Expression, found.Text, at, "part of a condition")))
                    expressions.Check(found.Expression, at);
                return new CriterionTest.Simple(parsed);
            case "simple":
                Document.Problems.Malformed(at, condition, "a condition", SimpleCondition.Forms);
                return null;
            case "regex":
                if (EcmaRegex.TryCompile(condition, out _, out var problem))
                    return context is null ? null : new CriterionTest.Pattern(context, condition);
                Document.Problems.Malformed(at, condition, "a condition", $"a valid regular expression (error: {problem})");
                return null;
            case "jsonpath":
                if (JsonPathParser.TryParse(condition, out var path, out var wrong))
                    return context is null ? null : new CriterionTest.Query(context, path);
                Document.Problems.Malformed(at, condition, "a condition", wrong);
                return null;
            default:
                return null;
        }
    }

    private string? TypeOf(Fields fields)
    {
        var name = fields.Optional("type");
        if (name is MapNode)
        {
            var map = fields.OptionalMap("type")!;
            var version = map.Text("version");
            if (version is not null && !Versions.Contains(version, StringComparer.Ordinal))
                Document.Problems.NotOneOf(map.PositionOf("version"), version, map.Name("version"), Versions);
            var type = Known(map.Text("type"), map.PositionOf("type"), map.Name("type"));
            map.RejectOthers();
            return type;
        }

        return name is null ? "simple" : Known(fields.OptionalText("type"), fields.PositionOf("type"), fields.Name("type"));
    }

    private string? Known(string? type, Position at, string what)
    {
        if (type is null || Types.Contains(type, StringComparer.Ordinal))
            return type;
        Document.Problems.NotOneOf(at, type, what, Types);
        return null;
    }
}
