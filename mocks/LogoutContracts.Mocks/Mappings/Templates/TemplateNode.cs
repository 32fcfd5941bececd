using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Templates;

/// <summary>A part of a template, in the syntax of Handlebars.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>Text that is sent as it is.</summary>
    public sealed record Literal(string Text) : TemplateNode;

    /// <summary>The text of a value.</summary>
    public sealed record Output(TemplateExpression Value) : TemplateNode;

    /// <summary>A part that is sent if a condition holds, or once for each item.</summary>
    /// <param name="Name">A built-in block, or the helper that decides.</param>
    /// <param name="Locals">The names after "as".</param>
    public sealed record Block(
        string Name, TemplateExpression Value, ValueList<string> Locals, ValueList<TemplateNode> Body, ValueList<TemplateNode> Otherwise)
        : TemplateNode;
}

/// <summary>A value in a template.</summary>
internal abstract record TemplateExpression
{
    private TemplateExpression()
    {
    }

    /// <summary>A string, number or boolean.</summary>
    public sealed record Constant(object? Value) : TemplateExpression;

    /// <summary>A path of names.</summary>
    /// <param name="Up">How often it starts with "../".</param>
    public sealed record Name(int Up, ValueList<string> Segments) : TemplateExpression;

    /// <summary>A call of a helper.</summary>
    public sealed record Call(
        TemplateHelper Helper, ValueList<TemplateExpression> Arguments, ValueList<(string Name, TemplateExpression Value)> Named)
        : TemplateExpression;
}

/// <summary>A function of templates.</summary>
/// <param name="Least">The smallest number of arguments.</param>
/// <param name="Most">The largest number of arguments.</param>
/// <param name="Options">The names of the named arguments.</param>
/// <param name="Check">Returns what is wrong with constant arguments; null if nothing is.</param>
internal sealed record TemplateHelper(
    string Name, int Least, int Most, ValueList<string> Options, Func<HelperCall, object?> Run, Func<HelperCall, string?>? Check = null);

/// <summary>The evaluated arguments of a call.</summary>
internal sealed record HelperCall(
    TemplateContext Context, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Options)
{
    public string Text(int index) => TemplateValues.TextOf(Arguments[index]);

    public string? Option(string name) => Options.TryGetValue(name, out var value) ? TemplateValues.TextOf(value) : null;

    public int? Number(int index) => TemplateValues.WholeOf(Arguments[index]);
}
