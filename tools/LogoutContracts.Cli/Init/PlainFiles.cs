using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Drafting;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Init;

/// <summary>OpenAPI files without a contract, given to verbs that need one.</summary>
internal static class PlainFiles
{
    /// <summary>The specs at a path.</summary>
    /// <exception cref="UserErrorException">The path is that of an OpenAPI file without a contract, or cannot be read.</exception>
    public static IReadOnlyList<SpecFiles> LoadOrRefuse(CommandContext context, string path) =>
        Repository.LoadAsked(context, path) is var files && IsPlain(files, context, path) ? throw InitErrors.NoContractIn(path) : files;

    /// <summary>The specs at a path; for an OpenAPI file without a contract, a draft that is not written.</summary>
    /// <exception cref="UserErrorException">The draft would leave something open, or the path cannot be read.</exception>
    public static IReadOnlyList<SpecFiles> LoadOrDraft(CommandContext context, string path)
    {
        var files = Repository.LoadAsked(context, path);
        if (!IsPlain(files, context, path))
            return files;
        var source = DraftSource.Load(context, path);
        var finding = Roles.Choose(source, DraftOptions.None, ask: null);
        var id = Drafter.IdFor(finding);
        var draft = source.Draft(finding, id, FreePort.Among(context.BuiltIn()), context.Full(Path.Combine("specs", id, source.DraftName)));
        return draft.Draft.Questions.Count == 0 ? [draft.Files] : throw InitErrors.NotDrafted(path, draft.Draft.Questions);
    }

    // Only a file that is named itself: folders contain specs.
    private static bool IsPlain(IReadOnlyList<SpecFiles> files, CommandContext context, string path) =>
        File.Exists(context.Full(path)) && files is [{ Base: null, Spec: var spec }] && spec.Utf8.Span.IndexOf("x-contract"u8) < 0
        && OpenApiFile.Read(spec).Value is { IsContract: false };
}
