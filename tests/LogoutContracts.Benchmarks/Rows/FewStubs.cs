using System.Text.Json.Nodes;
using LogoutContracts.Benchmarks.Inputs;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>A few stubs, including the one that answers the load. WireMock tries stubs one by one, so it is fastest with few.</summary>
internal static class FewStubs
{
    public const int Count = 5;

    private const string Needed = "session-unknown: caller of session-unknown";
    private const string Mappings = "mappings";

    /// <summary>The folder with all stubs of the contract, for --root-dir.</summary>
    public static string AllStubs { get; } = Repository.PathOf("mocks", "rocketchat", "wiremock");

    /// <summary>Writes the few stubs.</summary>
    /// <param name="folder">The folder for --root-dir.</param>
    public static void Write(string folder)
    {
        var all = Directory.GetFiles(Path.Combine(AllStubs, Mappings)).Order(StringComparer.Ordinal)
            .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))![Mappings]!.AsArray()).ToList();
        var needed = all.Find(stub => string.Equals(stub!["name"]!.GetValue<string>(), Needed, StringComparison.Ordinal))!;
        var few = all.Where(stub => stub != needed).Take(Count - 1).Append(needed).Select(stub => stub!.DeepClone()).ToArray();
        Directory.CreateDirectory(Path.Combine(folder, Mappings));
        File.WriteAllText(Path.Combine(folder, Mappings, "few.json"), new JsonObject { [Mappings] = new JsonArray(few) }.ToJsonString());
    }
}
