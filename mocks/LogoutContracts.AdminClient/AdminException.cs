using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LogoutContracts.AdminClient;

/// <summary>The server rejected a request.</summary>
public sealed class AdminException : Exception
{
    public AdminException()
    {
    }

    public AdminException(string message)
        : base(message)
    {
    }

    public AdminException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    private AdminException(HttpStatusCode status, Problem problem)
        : base($"{problem.Title}: {problem.Detail}")
    {
        Status = status;
        Title = problem.Title;
        Detail = problem.Detail;
        Errors = problem.Errors ?? [];
    }

    /// <summary>The status of the response.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>A short description of the problem, the same for all problems of its type.</summary>
    public string Title { get; } = "";

    /// <summary>What is wrong with this request, and how to correct it.</summary>
    public string Detail { get; } = "";

    /// <summary>The errors in the request's fields; empty for any other problem, which <see cref="Detail"/> describes.</summary>
    public IReadOnlyList<FieldError> Errors { get; } = [];

    internal static async Task<AdminException> OfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            if (response.Content.Headers.ContentType?.MediaType is "application/problem+json"
                && await response.Content.ReadFromJsonAsync(AdminJson.Default.Problem, cancellation) is { } problem)
                return new(response.StatusCode, problem);
        }
        catch (JsonException)
        {
            // Not an admin API; reported below.
        }

        const string explanation = "It is not a problem document. Check that the address is that of the admin port.";
        return new(response.StatusCode, new Problem($"Unexpected response {(int)response.StatusCode}", explanation, null));
    }
}

/// <summary>An error in one field of a request.</summary>
/// <param name="Field">Body property or query parameter; null for the whole request.</param>
public sealed record FieldError(string? Field, string Detail);

internal sealed record Problem(string Title, string Detail, IReadOnlyList<FieldError>? Errors);
