using System.Globalization;

namespace LogoutContracts.Postgres.Journals;

/// <summary>What servers tell each other about their journals, as the text of a notification.</summary>
internal abstract record FlushMessage(string Call)
{
    private const string Verb = "flush";
    private const string Answer = "flushed";

    /// <returns>Null for a message of an unknown sort.</returns>
    public static FlushMessage? Parse(string text) => text.Split(' ') switch
    {
        [Verb, var call] => new Ask(call),
        [Answer, var call, var server] when int.TryParse(server, NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
            new Done(call, id),
        _ => null,
    };

    /// <summary>A server asks all others to write what they have.</summary>
    public sealed record Ask(string Call) : FlushMessage(Call)
    {
        public override string ToString() => $"{Verb} {Call}";
    }

    /// <summary>A server has written what it had.</summary>
    /// <param name="Server">Process id of its connection.</param>
    public sealed record Done(string Call, int Server) : FlushMessage(Call)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Answer} {Call} {Server}");
    }
}
