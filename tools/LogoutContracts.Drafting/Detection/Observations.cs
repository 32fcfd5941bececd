using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Detection;

/// <summary>What a recording shows about the operations of an OpenAPI file.</summary>
/// <param name="Login">The operation that opened the recorded session.</param>
/// <param name="Called">The operations that succeeded with it.</param>
/// <param name="Credentials">Those of the session.</param>
/// <param name="Read">Where the logout reads a credential in its body; null if it reads the carriers.</param>
/// <param name="Doubts">What the recording shows and a draft cannot say.</param>
internal sealed record Observations(
    ApiOperation Login, IReadOnlyList<ApiOperation> Called, IReadOnlyList<DraftCredential> Credentials,
    Func<ApiOperation, ObservedReading?> Read, IReadOnlyList<string> Doubts);

/// <param name="Opened">The runtime expression for the credential in the login's answer.</param>
/// <param name="From">The runtime expression for its place in the request.</param>
internal sealed record ObservedReading(string Opened, string From);
