using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>Finds out which sessions the answer to a request depends on.</summary>
internal static class RequestQuery
{
    /// <summary>What a request to an operation depends on.</summary>
    public static SessionQuery Of(SessionModel model, in OperationCall call)
    {
        var (operation, values) = (call.Operation, new List<(int, string)>());
        foreach (var shown in operation.Caller.AsSpan())
            Add(values, shown, call.Request, call.Json);
        if (operation.Operation?.Session.Target is { } target)
            Add(values, target, call.Request, call.Json);
        return new()
        {
            Values = values,
            Users = operation.Opens ? [LoginName.In(call) ?? LoginName.Otherwise(model, call.Client)] : [],
            WithOthersOfUser = operation.DependsOnOthersOfUser,
        };
    }

    /// <summary>What identifies the caller of a request to an unknown path.</summary>
    public static SessionQuery Of(SessionModel model, in KestrelRequest request)
    {
        var values = new List<(int, string)>();
        foreach (var shown in model.Carried.AsSpan())
            Add(values, shown, request, null);
        return new() { Values = values };
    }

    private static void Add(List<(int Place, string Value)> to, ShownValue shown, in KestrelRequest request, JsonElement? body)
    {
        var text = CredentialReader.Read(shown.Places, request, body);
        if (text.IsEmpty)
            return;
        var value = text.ToString();
        foreach (var place in shown.Values.AsSpan())
            to.Add((place, value));
    }
}
