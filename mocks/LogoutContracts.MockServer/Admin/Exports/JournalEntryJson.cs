using System.Text.Json;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>Writes an entry of the journal. Credentials appear as a prefix of their hash.</summary>
internal static class JournalEntryJson
{
    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteString("replica", entry.Replica);
        json.WriteInstant("at", entry.At);
        json.WriteInstant("arrived", entry.ArrivedAt);
        if (entry.FinishedAt is { } finished)
            json.WriteInstant("finished", finished);
        else
            json.WriteNull("finished");
        json.WriteString("contract", entry.Contract);
        json.WriteString("operation", entry.Operation);
        json.WriteString("variant", entry.Variant);
        json.WriteNumber("status", entry.Status);
        json.WriteBoolean("raw", entry.IsRaw);
        json.WriteString("fault", entry.Fault is { } fault ? fault.Kind : null);
        json.WriteStartObject("caller");
        json.WriteString("credential", entry.Caller);
        json.WriteString("before", entry.CallerBefore.InSpecWords());
        json.WriteString("after", entry.CallerAfter.InSpecWords());
        json.WriteEndObject();
        json.WriteString("opened", entry.Opened);
        json.WriteStartObject("target");
        json.WriteString("before", entry.TargetBefore.InSpecWords());
        json.WriteString("after", entry.TargetAfter.InSpecWords());
        json.WriteEndObject();
        json.WritePropertyName("nearest");
        NearMisses.Write(json, entry.Nearest);
        json.WriteNumber("microseconds", Math.Round(entry.Duration.TotalMicroseconds, 1));
        json.WriteString("method", entry.Method);
        json.WriteString("path", entry.Path);
        json.WriteString("query", entry.Query);
        json.WritePropertyName("headers");
        json.WriteArray(entry.Headers, static (json, header) =>
        {
            json.WriteStartObject();
            json.WriteString("name", header.Name);
            json.WriteString("value", header.Value);
            json.WriteEndObject();
        });
        json.WriteString("body", entry.Body);
        json.WriteString("bodyClass", entry.BodyClass?.ToString());
        json.WriteEndObject();
    }
}
