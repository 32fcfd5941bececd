using System.Text;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>A text with placeholders in the syntax of Handlebars. Values are not escaped, as in WireMock.</summary>
public sealed class ResponseTemplate
{
    private readonly ValueList<TemplateNode> nodes;
    private readonly IReadOnlyDictionary<string, object?> parameters;

    private ResponseTemplate(ValueList<TemplateNode> nodes, IReadOnlyDictionary<string, object?> parameters) =>
        (this.nodes, this.parameters) = (nodes, parameters);

    /// <param name="parameters">The values of <c>parameters</c>.</param>
    /// <param name="problem">What was found, and where; empty if the template is valid.</param>
    /// <returns>Null if there is a problem.</returns>
    internal static ResponseTemplate? Parse(string text, IReadOnlyDictionary<string, object?> parameters, out string problem) =>
        TemplateParser.Parse(text, out problem) is { } nodes ? new(nodes, parameters) : null;

    /// <summary>The text, filled in.</summary>
    public string Render(TemplateContext context)
    {
        var text = new StringBuilder();
        var root = new LookedUp(name => name switch
        {
            "request" => new RequestModel(context.Request),
            "parameters" => new LookedUp(parameter => parameters.GetValueOrDefault(parameter)),
            _ => null,
        });
        Write(text, nodes, new(root, null, []), context);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ValueList<TemplateNode> nodes, Scope scope, TemplateContext context)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Literal literal:
                    text.Append(literal.Text);
                    break;
                case TemplateNode.Output output:
                    text.Append(TemplateValues.TextOf(ValueOf(output.Value, scope, context)));
                    break;
                case TemplateNode.Block block:
                    Write(text, block, scope, context);
                    break;
            }
        }
    }

    private static void Write(StringBuilder text, TemplateNode.Block block, Scope scope, TemplateContext context)
    {
        var value = ValueOf(block.Value, scope, context);
        if (block.Name is "each")
        {
            var items = TemplateValues.ItemsOf(value);
            foreach (var (index, (key, item)) in items.Index())
            {
                var locals = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["@index"] = index,
                    ["@key"] = key,
                    ["@first"] = index == 0,
                    ["@last"] = index == items.Count - 1,
                };
                foreach (var (name, local) in block.Locals.Zip([item, key]))
                    locals[name] = local;
                Write(text, block.Body, new(item, scope, locals), context);
            }

            if (items.Count == 0)
                Write(text, block.Otherwise, scope, context);
            return;
        }

        var holds = TemplateValues.IsTrue(value) != block.Name is "unless";
        var inside = holds && block.Name is "with"
            ? new Scope(value, scope, block.Locals.ToDictionary(name => name, _ => value, StringComparer.Ordinal)) : scope;
        Write(text, holds ? block.Body : block.Otherwise, inside, context);
    }

    private static object? ValueOf(TemplateExpression expression, Scope scope, TemplateContext context) => expression switch
    {
        TemplateExpression.Constant constant => constant.Value,
        TemplateExpression.Name name => scope.Find(name),
        TemplateExpression.Call call => call.Helper.Run(new(
            context, [.. call.Arguments.Select(argument => ValueOf(argument, scope, context))],
            call.Named.ToDictionary(pair => pair.Name, pair => ValueOf(pair.Value, scope, context), StringComparer.Ordinal))),
        _ => null,
    };

    private sealed record Scope(object? This, Scope? Outer, Dictionary<string, object?> Locals)
    {
        public object? Find(TemplateExpression.Name name)
        {
            var scope = this;
            for (var up = name.Up; up > 0 && scope.Outer is not null; up--)
                scope = scope.Outer;
            if (name.Segments.Count == 0)
                return scope.This;
            return name.Segments.Skip(1).Aggregate(scope.First(name.Segments[0]), TemplateValues.Member);
        }

        // As in Mustache, a name that is not here may be in an outer scope.
        private object? First(string name)
        {
            for (var scope = this; scope is not null; scope = scope.Outer)
            {
                if (scope.Locals.TryGetValue(name, out var local))
                    return local;
                if (TemplateValues.Member(scope.This, name) is { } found)
                    return found;
            }

            return null;
        }
    }
}
