using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Listing;

/// <summary>Writes a variant as a JSON object. Properties that do not apply are null; none are left out.</summary>
public static class VariantJson
{
    /// <summary>Writes one variant.</summary>
    /// <param name="baseUrl">Base URL in the curl command.</param>
    /// <param name="files">Files in the curl command, if the mock serves TLS.</param>
    public static void Write(Utf8JsonWriter json, MockPlan plan, PlannedVariant variant, string baseUrl, CurlFiles files)
    {
        json.WriteStartObject();
        json.WriteString("contract", plan.Contract.Id);
        json.WriteString("operation", variant.Operation);
        json.WriteString("variant", variant.Name);
        json.WriteString("summary", variant.Variant.Summary);
        json.WriteString("file", variant.Variant.At.File ?? plan.Contract.File);
        json.WriteNumber("line", variant.Variant.At.Line);
        json.WriteStartObject("given");
        foreach (var (role, state) in VariantWords.Given(variant))
            json.WriteString(role, state);
        json.WriteEndObject();

        var requests = Preconditions.SeededRequests(plan, variant);
        json.WriteString("curl", VariantWords.Curl(plan, variant, baseUrl, files));
        json.WriteStartArray("before");
        foreach (var request in requests.Take(requests.Count - 1))
            WriteRequest(json, request);
        json.WriteEndArray();
        json.WritePropertyName("request");
        WriteRequest(json, requests[^1]);
        WriteCertificate(json, ClientCertificate.Of(plan, variant));

        json.WritePropertyName("expected");
        WriteExpected(json, variant);
        WriteBasis(json, variant.Variant.Basis);
        WriteTexts(json, "releases", variant.Variant.Releases);
        json.WriteString("instead", variant.Variant.Instead);
        WriteTexts(json, "needs", VariantWords.NeedsOf(variant));
        json.WriteBoolean("default", variant.IsDefault);
        json.WriteString("reachedBy", VariantWords.ReachedBy(variant));
        json.WriteString("notServed", VariantWords.NotServed(variant));
        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, RenderedRequest request)
    {
        json.WriteStartObject();
        json.WriteString("method", request.Method);
        json.WriteString("path", request.Target);
        json.WriteStartObject("headers");
        foreach (var header in request.Headers.GroupBy(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase))
            WriteHeader(json, header.Key, [.. header]);
        json.WriteEndObject();
        json.WriteString("body", request.Body);
        json.WriteEndObject();
    }

    private static void WriteCertificate(Utf8JsonWriter json, ClientCertificate? client)
    {
        json.WritePropertyName("certificate");
        if (client is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("commonName", client.CommonName);
        json.WriteBoolean("expired", client.IsExpired);
        json.WriteEndObject();
    }

    private static void WriteExpected(Utf8JsonWriter json, PlannedVariant variant)
    {
        json.WriteStartObject();
        if (variant.Answer is { } answer)
        {
            json.WriteNumber("status", answer.Status);
            json.WriteStartObject("headers");
            foreach (var header in answer.Headers)
                WriteHeader(json, header.Name, [.. header.Values.Select(value => VariantWords.Text(value, variant))]);
            json.WriteEndObject();
            json.WriteString("body", answer.Body is { } body ? VariantWords.Text(body.Text, variant) : null);
        }
        else
        {
            json.WriteString("handshake", "refused");
        }

        json.WriteEndObject();
    }

    // As in a spec: a string, a list if the header is repeated, null if it must be absent.
    private static void WriteHeader(Utf8JsonWriter json, string name, string[] values)
    {
        if (values.Length < 2)
            json.WriteString(name, values.FirstOrDefault());
        else
            WriteTexts(json, name, values);
    }

    private static void WriteBasis(Utf8JsonWriter json, Basis basis)
    {
        json.WriteStartObject("basis");
        foreach (var (part, why) in basis.Parts)
        {
            json.WriteStartObject(part);
            json.WriteString("kind", why.Kind.InSpecWords());
            json.WriteString("place", why.Place.Length > 0 ? why.Place : null);
            json.WriteString("link", SourceLink.Of(why.Place));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
