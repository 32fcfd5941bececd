using System.Buffers;
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Dialects;
using LogoutContracts.Mocks.Stubs.Planning;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs;

/// <summary>The expected content of <c>mocks/&lt;contract&gt;/</c>.</summary>
public static class GeneratedFiles
{
    /// <summary>Generates the files of one contract.</summary>
    public static ValueList<GeneratedFile> Of(MockPlan plan)
    {
        var stubs = StubPlanner.Plan(plan);
        var files = new List<GeneratedFile> { new("not-expressible.json", NotExpressible(plan, stubs)) };
        foreach (var group in stubs.Groups)
        {
            files.Add(new($"wiremock-net/{group.Name}.json", WireMockNetDialect.Write(group.Stubs)));
            files.Add(new($"wiremock/mappings/{group.Name}.json", WireMockDialect.Write(group.Stubs)));
        }

        return files.ToValueList();
    }

    private static string NotExpressible(MockPlan plan, StubPlan stubs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = encoder }))
        {
            json.WriteStartObject();
            json.WriteString("contract", plan.Contract.Id);
            json.WriteStartArray("limits");
            foreach (var limit in stubs.Limits)
                json.WriteStringValue(limit);
            json.WriteEndArray();
            json.WriteStartArray("variants");
            foreach (var entry in stubs.NotExpressible)
            {
                json.WriteStartObject();
                json.WriteString("operation", entry.Operation);
                json.WriteString("variant", entry.Variant);
                json.WriteString("reason", entry.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}

/// <summary>A generated file.</summary>
/// <param name="Path">Relative to <c>mocks/&lt;contract&gt;/</c>, with forward slashes.</param>
public sealed record GeneratedFile(string Path, string Text);
