using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Writing;

/// <summary>What was recorded of the operations of an OpenAPI file, without secrets.</summary>
internal interface IRecordedExamples
{
    /// <summary>The server and the date.</summary>
    string Source { get; }

    /// <summary>What the login sends and other operations gave before, such as a login token.</summary>
    IReadOnlyList<RecordedPreparation> Preparations { get; }

    /// <summary>The answer of a login that opens a session, or of another operation with a live one; null if it was not recorded.</summary>
    RecordedExample? Success(ApiOperation operation);

    /// <summary>The answer to a wrong password, or to a dead session; null if it was not recorded.</summary>
    RecordedExample? Refusal(ApiOperation operation);

    /// <summary>The body of a successful request; null if there is none.</summary>
    JsonNode? Body(ApiOperation operation);

    /// <summary>The other parts of a successful request, as <c>x-send</c> has them; empty if there are none.</summary>
    JsonObject Send(ApiOperation operation);
}

/// <param name="Body">Null for an empty body.</param>
/// <param name="IsShape">Whether only the types of its values can be compared.</param>
internal sealed record RecordedExample(int Status, string MediaType, JsonNode? Body, bool IsShape);

/// <param name="From">The runtime expression for the value in the answer.</param>
/// <param name="At">The JSON pointer to the value in the login's body.</param>
internal sealed record RecordedPreparation(ApiOperation Operation, string Name, string From, string Format, string At);
