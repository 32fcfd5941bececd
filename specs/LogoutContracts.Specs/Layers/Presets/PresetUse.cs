using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Layers.Presets;

/// <summary>What a spec says in <c>session.preset</c>.</summary>
/// <param name="Name">The name of a built-in preset, or the path of a file.</param>
/// <param name="Answers">The answers of the preset's variants, by the words that the preset has for them.</param>
/// <param name="Basis">The basis of answers without one of their own.</param>
/// <param name="Without">The preset's variants that no operation gets.</param>
internal sealed record PresetUse(
    string Name, Position At, IReadOnlyDictionary<string, PresetAnswer> Answers, Node Basis, IReadOnlyCollection<string> Without)
{
    private static readonly (string Field, string Status)[] Defaults =
        [("refused", "401"), ("invalidLogin", "400"), ("wrongMethod", "405")];

    /// <summary>The words for the answers of a preset's variants.</summary>
    public static IEnumerable<string> AnswerWords => Defaults.Select(each => each.Field);

    /// <param name="file">The name of the spec, for messages.</param>
    /// <returns>Null if the spec uses no preset, or if <c>preset</c> is invalid, which is reported.</returns>
    public static PresetUse? In(string file, MapNode root, DiagnosticList problems)
    {
        if ((root["x-contract"] as MapNode)?["session"] is not MapNode session || session.Find("preset") is not { } preset)
            return null;
        var document = new SpecDocument(file, root, problems);
        var node = preset.Value is ScalarNode name ? new MapNode(name.At, [new(name.At, "use", name)]) : preset.Value;
        if (document.FieldsOf(node, "'x-contract.session.preset'") is not { } fields)
            return null;
        var before = problems.Count;
        var use = fields.Text("use");
        var answers = new Dictionary<string, PresetAnswer>(StringComparer.Ordinal);
        foreach (var (field, status) in Defaults)
        {
            answers[field] = fields.OptionalMap(field)?.Map is { } answer ? PresetAnswer.Of(answer)
                : new(new(preset.At, [new(preset.At, "status", new ScalarNode(preset.At, status, ScalarKind.Integer))]), null, null);
        }

        var basis = fields.Optional("basis") ?? new ScalarNode(preset.At, "assumption", ScalarKind.String);
        var without = fields.Texts("without").Select(text => text.Text).ToList();
        fields.RejectOthers();
        return use is null || problems.Count > before ? null : new(use, preset.At, answers, basis, without);
    }
}

/// <param name="Expect">The <c>expect</c> of the variants.</param>
/// <param name="Basis">Their basis; null for the one of the preset.</param>
/// <param name="Compare">Their <c>compare</c>; null for none.</param>
internal sealed record PresetAnswer(MapNode Expect, Node? Basis, Node? Compare)
{
    /// <summary>Tells the fields of the variant from those of <c>expect</c>, which are checked where the variants are read.</summary>
    public static PresetAnswer Of(MapNode answer) => new(
        answer with { Entries = answer.Entries.Where(entry => entry.Key is not ("basis" or "compare")).ToValueList() },
        answer["basis"], answer["compare"]);
}
