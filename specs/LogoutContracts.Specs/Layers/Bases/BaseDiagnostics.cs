using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Layers.Bases;

/// <summary>
/// Diagnostics about OpenAPI files that contracts are based on: one method per rule, so that all wording is in one place.
/// </summary>
internal static class BaseDiagnostics
{
    public static void UnreadableBase(this DiagnosticList problems, Position at, string extends, string reason) => problems.Add(
        "unreadable-base", at, $"'extends: {extends}', but {reason}", "an OpenAPI file, by its path relative to this file",
        "correct the path; files are not downloaded");

    public static void NotReadBase(this DiagnosticList problems, Position at, string extends) => problems.Add(
        "base-not-given", at, $"'extends: {extends}' in a file that is used as a spec, without that OpenAPI file",
        "a spec, or a contract overlay that is loaded from disk", "load it from disk, or apply it to a spec with '--overlay'");

    public static void Swagger2(this DiagnosticList problems, Position at, string found) => problems.Add(
        "swagger-version", at, found, "OpenAPI 3.0 or 3.1",
        "convert the file, for example with 'npx swagger2openapi FILE -o openapi.yaml', and use the result");

    public static void UnreadableReference(this DiagnosticList problems, Position at, string reference, string reason) => problems.Add(
        "unreadable-reference", at, $"$ref '{reference}', but {reason}", "a file in the folder of the OpenAPI file, or below it",
        "correct the path, or bundle the files into one first");

    public static void RemoteReference(this DiagnosticList problems, Position at, string reference) => problems.Add(
        "remote-reference", at, $"$ref '{reference}', which is a URL", "a file, because nothing is downloaded",
        "download it to the folder of the OpenAPI file, and correct the $ref");

    public static void NoSuchPart(this DiagnosticList problems, Position at, string reference) => problems.Add(
        "reference-to-nothing", at, $"$ref '{reference}', which has no such part", "a JSON pointer to an existing part of that file",
        "correct the part after the '#'");

    public static void OperationServers(this DiagnosticList problems, Position at, string operation) => problems.Add(
        "operation-servers", at, $"'servers' of operation '{operation}', with another path than the other operations of the contract",
        "base paths in the 'servers' of the document or of a path", "remove it with an overlay, and write the path in full");
}
