using System.Text;

namespace LogoutContracts.MockServer.Sessions;

/// <summary>The owner of sessions, with the credentials that all of them share.</summary>
internal sealed class SessionUser
{
    private readonly PackedTexts texts;

    /// <param name="values">In the order of the contract's credentials, then ids; empty for values that sessions do not share.</param>
    public SessionUser(string name, IEnumerable<string> values) => texts = new([name, .. values]);

    public string Name => Encoding.UTF8.GetString(NameUtf8);

    public ReadOnlySpan<byte> NameUtf8 => texts[0];

    public ReadOnlySpan<byte> Utf8(int index) => texts[1 + index];

    public bool Is(SessionUser other) => ReferenceEquals(this, other) || NameUtf8.SequenceEqual(other.NameUtf8);
}
