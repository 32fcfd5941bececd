using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Learning;

/// <summary>An answer that refutes an assumption, with placeholders for the values of sessions.</summary>
/// <param name="Expected">The variant that assumes another one.</param>
/// <param name="Problems">Where it differs.</param>
internal sealed record ObservedAnswer(Mocks.Plans.PlannedVariant Expected, IReadOnlyList<Comparison> Problems, ReceivedResponse Response)
{
    /// <summary>Whether a secret was found that no placeholder stands for.</summary>
    public bool HoldsSecret { get; private init; }

    public static ObservedAnswer Of(Mocks.Plans.PlannedVariant expected, IReadOnlyList<Comparison> problems, ReceivedResponse response, RoleSessions roles)
    {
        var masked = response with
        {
            Body = roles.WithoutHidden(roles.Masked(response.Body)),
            Headers = [.. response.Headers.Select(header => header with { Value = roles.WithoutHidden(roles.Masked(header.Value)) })],
        };
        var stated = masked.Headers.Where(header => expected.Answer!.Headers.Any(known => known.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase)));
        var texts = stated.Select(header => header.Value).Append(masked.Body).ToList();
        return new(expected, problems, masked) { HoldsSecret = texts.Exists(IsSecret) };
    }

    // What is hashed has no placeholder; what would be hashed is a secret by the name of its place.
    private static bool IsSecret(string text) =>
        text.Contains("sha256:", StringComparison.Ordinal) || !string.Equals(SecretText.Fields(text, isRequest: false), text, StringComparison.Ordinal);

    /// <summary>Whether a part, such as "body", is among what differs.</summary>
    public bool Differs(string part) => Problems.Any(problem => problem.Part.StartsWith(part, StringComparison.Ordinal));

    /// <summary>The text of a header; null if it is absent.</summary>
    public string? Header(string name) => Response.ValuesOf(name).FirstOrDefault();

    /// <summary>In lower case, without parameters; empty if there is no body.</summary>
    public string MediaType => Response.Body.Length == 0 ? "" : Specs.Primitives.MediaType.Essence(Header("Content-Type") ?? "text/plain").ToLowerInvariant();

    /// <summary>Whether the media type is the one that the contract states.</summary>
    public bool HasExpectedType => string.Equals(MediaType, Specs.Primitives.MediaType.Essence(ContentType).ToLowerInvariant(), StringComparison.Ordinal);

    private string ContentType =>
        Expected.Answer!.Headers.FirstOrDefault(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))?.Values is [var first, ..]
            ? first.Text : "";

    /// <summary>The headers that the contract states, but for the media type.</summary>
    public IEnumerable<ExpectedHeader> Stated => Expected.Answer!.Headers.Where(header => !header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
}
