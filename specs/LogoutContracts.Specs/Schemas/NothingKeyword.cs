using System.Text.Json;

namespace LogoutContracts.Specs.Schemas;

/// <summary>The schema 'false'. Failures are reported under the name of the keyword that contains it.</summary>
internal sealed class NothingKeyword(string holder) : Keyword(holder)
{
    public override bool Check(JsonElement instance, FailureLog? log)
    {
        log?.Add(Name, "must not be present");
        return false;
    }
}
