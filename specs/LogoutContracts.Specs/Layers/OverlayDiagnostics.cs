using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Layers;

/// <summary>Diagnostics about overlays: one method per rule, so that all wording is in one place.</summary>
internal static class OverlayDiagnostics
{
    public static void NotOverlay10(this DiagnosticList problems, Position at, string found) => problems.Add(
        "overlay-version", at, found, "'overlay: 1.0.x'", "convert the file to OpenAPI Overlay 1.0; other versions are not supported");

    public static void NoActions(this DiagnosticList problems, Position at) => problems.Add(
        "no-action", at, "an overlay without actions", "at least one action", "add an action, or delete the file");

    public static void UpdateAndRemove(this DiagnosticList problems, Position at) => problems.Add(
        "update-and-remove", at, "'update' beside 'remove: true', which makes it ineffective", "one of the two in each action",
        "to replace something, remove it in one action and write it in the next");

    public static void ExtendsOther(this DiagnosticList problems, Position at, string extends, string spec) => problems.Add(
        "extends-other-spec", at, $"'extends: {extends}', applied to {spec}", "the spec that the overlay is applied to",
        "correct 'extends', or apply the overlay to the spec that it names");

    public static void SelectsNothing(this DiagnosticList problems, Position at, string target, string spec) => problems.Add(
        "target-selects-nothing", at, $"'{target}', which selects nothing in {spec}", "a target that the spec has",
        "see whether the spec has changed; correct the target, or remove the action");

    public static void SelectsScalar(this DiagnosticList problems, Position at, string target, string found) => problems.Add(
        "target-is-scalar", at, $"'{target}', which selects {found}", "a target that selects maps or lists only",
        "select the map or list that contains it, and update or remove that");

    public static void SelectsDocument(this DiagnosticList problems, Position at) => problems.Add(
        "removes-document", at, "'remove: true' for the whole document", "a target inside the document", "correct the target");

    public static void DoesNotMerge(this DiagnosticList problems, Position at, string found, string place, string kind) => problems.Add(
        "update-of-other-kind", at, $"{found} for {kind} at {place}", $"{kind}, which is merged with the one in the spec",
        "remove the old value in an action of its own, then write the new one");

    public static void BesideReference(this DiagnosticList problems, Position at, string field, string reference) => problems.Add(
        "field-beside-reference", at, $"'{field}' beside $ref '{reference}', which makes it ineffective",
        "a target that is not a reference",
        "update the target of the reference, or remove the $ref in one action and write the whole value in the next");

    public static void GrowsTooMuch(this DiagnosticList problems, Position at, int limit) => problems.Add(
        "overlay-too-large", at, string.Create(CultureInfo.InvariantCulture, $"actions that add more than {limit:N0} values"),
        string.Create(CultureInfo.InvariantCulture, $"at most {limit:N0} values added to a spec"),
        "select fewer nodes, or add less to each");
}
