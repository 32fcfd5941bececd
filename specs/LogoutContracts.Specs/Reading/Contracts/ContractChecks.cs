using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Rules;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Checks that need the whole contract. Skips those that would only repeat problems that are already reported.</summary>
internal static class ContractChecks
{
    public static void Check(SpecDocument document, SessionModel sessions, Releases releases, PathReader reader, ValueList<PathItem> paths)
    {
        CheckProbe(sessions.Probe, "/x-contract/session/probe", reader, paths, document);
        foreach (var credential in sessions.Credentials.Where(credential => credential.Probe is not null))
            CheckProbe(credential.Probe!, $"/x-contract/session/credentials/{credential.Name}/probe", reader, paths, document);
        CheckCarriers(sessions, reader, paths, document);
        JwtReader.Check(document, sessions, reader.AreOperationsClear, paths);
        var variants = paths.SelectMany(path => path.Operations.SelectMany(operation => operation.Variants).Concat(path.OtherMethods));
        var needsCertificate = Handshakes.NeedCertificate(variants);
        foreach (var path in paths)
        {
            foreach (var operation in path.Operations.Where(operation => reader.AreRulesClear(operation.Variants)))
            {
                RuleSpace.Of(operation.Id, operation.At, operation.Variants, operation, sessions, needsCertificate)
                    .Check(releases, document.Problems);
            }

            if (reader.AreRulesClear(path.OtherMethods))
            {
                RuleSpace.Of(path.Template.Text, path.OtherMethods[0].At, path.OtherMethods, null, sessions, needsCertificate)
                    .Check(releases, document.Problems);
            }
        }
    }

    /// <summary>Reports credentials that no request can carry.</summary>
    private static void CheckCarriers(SessionModel sessions, PathReader reader, ValueList<PathItem> paths, SpecDocument document)
    {
        if (!reader.AreOperationsClear)
            return;
        var read = paths.SelectMany(path => path.Operations).Select(operation => operation.Session)
            .SelectMany(use => sessions.CallerOf(use).Concat(use.Target is { } target ? [target] : [])).SelectMany(shown => shown.Values)
                .ToHashSet();
        for (var i = 0; i < sessions.Credentials.Count; i++)
        {
            var name = sessions.Credentials[i].Name;
            if (!read.Contains(i))
                document.Problems.NoCarrier(JsonPointer.PositionOf(document.Root, $"/x-contract/session/credentials/{name}"), name);
        }
    }

    private static void CheckProbe(
        Probe probe, string pointer, PathReader reader, ValueList<PathItem> paths, SpecDocument document)
    {
        if (ReferenceEquals(probe, SessionReader.NoProbe))
            return;
        var operations = paths.SelectMany(path => path.Operations).ToList();
        if (operations.Find(operation => string.Equals(operation.Id, probe.Operation, StringComparison.Ordinal)) is not { } found)
        {
            var ids = operations.ConvertAll(operation => operation.Id);
            if (reader.AreOperationsClear)
                document.Problems.UnknownName(PositionOf("operation"), probe.Operation, "operation of the contract", ids);
            return;
        }

        var variants = found.Variants.Select(variant => variant.Name).ToList();
        foreach (var (field, name) in new[] { ("live", probe.Live), ("dead", probe.Dead) })
        {
            if (variants.Count > 0 && !variants.Contains(name, StringComparer.Ordinal))
                document.Problems.UnknownName(PositionOf(field), name, $"variant of '{probe.Operation}'", variants);
        }

        Position PositionOf(string field) => JsonPointer.PositionOf(document.Root, $"{pointer}/{field}");
    }
}
