using System.Text.Json;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.Verification.Audit;

namespace LogoutContracts.Cli.Inspect;

/// <summary>The output of <c>list --flaws</c>.</summary>
internal static class FlawListText
{
    public static void Write(TextWriter output)
    {
        var width = FlawCatalog.All.Max(flaw => flaw.Name.Length);
        foreach (var flaw in FlawCatalog.All)
            output.WriteLine($"{flaw.Name.PadRight(width)}  {flaw.Check,-4} {flaw.Summary} Example: {flaw.On}.");
    }

    public static void WriteJson(Utf8JsonWriter json, Flaw flaw)
    {
        json.WriteStartObject();
        json.WriteString("name", flaw.Name);
        json.WriteString("check", flaw.Check);
        json.WriteString("checkName", CheckCatalog.Find(flaw.Check)!.Rule.Name);
        json.WriteString("on", flaw.On);
        json.WriteString("summary", flaw.Summary);
        json.WriteEndObject();
    }
}
