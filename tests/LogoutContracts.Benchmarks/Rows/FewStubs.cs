using System.Text.Json.Nodes;
using LogoutContracts.Benchmarks.Inputs;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>The stub that answers the load, and a few beside it: WireMock asks one stub after the other, so with few it is at its best.</summary>
internal static class FewStubs
{
    public const int Count = 5;

    private const string Variant = "session-unknown";
    private const string Mappings = "mappings";

    /// <summary>As committed: the folder that WireMock is given.</summary>
    public static string AllStubs { get; } = Repository.PathOf("mocks", "rocketchat", "wiremock");

    /// <param name="folder">Becomes another such folder.</param>
    public static void Write(string folder)
    {
        var all = JsonNode.Parse(File.ReadAllText(Path.Combine(AllStubs, Mappings, $"logoutMySession.{Variant}.json")))!["mappings"]!.AsArray();
        var needed = all.First(stub => stub!["name"]!.GetValue<string>().StartsWith($"{Variant}:", StringComparison.Ordinal));
        var few = all.Where(stub => stub != needed).Take(Count - 1).Append(needed).Select(stub => stub!.DeepClone()).ToArray();
        Directory.CreateDirectory(Path.Combine(folder, Mappings));
        File.WriteAllText(Path.Combine(folder, Mappings, "few.json"), new JsonObject { ["mappings"] = new JsonArray(few) }.ToJsonString());
    }
}
