using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Learning;

/// <summary>An answer that refutes an assumption, with placeholders for the values of sessions.</summary>
/// <param name="Expected">The variant that assumes another answer.</param>
/// <param name="Problems">The differences from the variant's answer.</param>
internal sealed record ObservedAnswer(Mocks.Plans.PlannedVariant Expected, IReadOnlyList<Comparison> Problems, ReceivedResponse Response)
{
    /// <summary>Whether the answer contains a secret for which there is no placeholder.</summary>
    public bool HoldsSecret { get; private init; }

    public static ObservedAnswer Of(
        Mocks.Plans.PlannedVariant expected, IReadOnlyList<Comparison> problems, ReceivedResponse response, RoleSessions roles)
    {
        var masked = response with
        {
            Body = roles.WithoutHidden(roles.Masked(response.Body)),
            Headers = [.. response.Headers.Select(header => header with { Value = roles.WithoutHidden(roles.Masked(header.Value)) })],
        };
        var stated = masked.Headers.Where(header =>
            expected.Answer!.Headers.Any(known => known.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase)));
        var texts = stated.Select(header => header.Value).Append(masked.Body).ToList();
        return new(expected, problems, masked) { HoldsSecret = texts.Exists(IsSecret) };
    }

    // A hash replaces a secret without a placeholder. SecretText changes the text if the name of a field or cookie indicates a secret.
    private static bool IsSecret(string text) =>
        text.Contains("sha256:", StringComparison.Ordinal)
        || !string.Equals(SecretText.Fields(text, isRequest: false), text, StringComparison.Ordinal);

    /// <summary>Whether a part, such as "body", differs.</summary>
    public bool Differs(string part) => Problems.Any(problem => problem.Part.StartsWith(part, StringComparison.Ordinal));

    /// <summary>The first value of a header; null if it is absent.</summary>
    public string? Header(string name) => Response.ValuesOf(name).FirstOrDefault();

    /// <summary>In lower case, without parameters; empty if there is no body.</summary>
    public string MediaType => Response.Body.Length == 0
        ? "" : Specs.Primitives.MediaType.Essence(Header("Content-Type") ?? "text/plain").ToLowerInvariant();

    /// <summary>Whether the media type is the one that the contract states.</summary>
    public bool HasExpectedType =>
        string.Equals(MediaType, Specs.Primitives.MediaType.Essence(ContentType).ToLowerInvariant(), StringComparison.Ordinal);

    private string ContentType =>
        Expected.Answer!.Headers.FirstOrDefault(IsContentType)?.Values is [var first, ..] ? first.Text : "";

    /// <summary>The headers that the contract states, except Content-Type.</summary>
    public IEnumerable<ExpectedHeader> Stated => Expected.Answer!.Headers.Where(header => !IsContentType(header));

    private static bool IsContentType(ExpectedHeader header) => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);
}
