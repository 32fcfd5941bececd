using System.Text;

namespace LogoutContracts.ClientAudit.Clients;

/// <summary>Keeps what a client logs. Several threads may write.</summary>
internal sealed class ClientLog : TextWriter
{
    private readonly Lock writing = new();
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (writing)
            text.Append(value);
    }

    public override void Write(string? value)
    {
        lock (writing)
            text.Append(value);
    }

    public override string ToString()
    {
        lock (writing)
            return text.ToString();
    }
}
