namespace LogoutContracts.Fuzz.Servers;

/// <summary>Bytes in place of a TLS handshake.</summary>
internal sealed class TlsTarget() : ServerTarget("tls", isOverTls: true)
{
    // The first message (ClientHello) of OpenSSL's s_client.
    private const string Greeting =
        "FgMBATYBAAEyAwMYBxWRJZd69Fui3sO9Ys5TkVV+mT612tNMwGCz6gxW6SBtOG1KrBLRgOAMyhB1ER11lWCBmpooCP1JgByEd4FxggA+EwITAxMB" +
        "wCzAMACfzKnMqMyqwCvALwCewCTAKABrwCPAJwBnwArAFAA5wAnAEwAzAJ0AnAA9ADwANQAvAP8BAACrAAAADgAMAAAJbG9jYWxob3N0AAsABAMA" +
        "AQIACgAWABQAHQAXAB4AGQAYAQABAQECAQMBBAAjAAAAFgAAABcAAAANACoAKAQDBQMGAwgHCAgICQgKCAsIBAgFCAYEAQUBBgEDAwMBAwIEAgUC" +
        "BgIAKwAJCAMEAwMDAgMBAC0AAgEBADMAJgAkAB0AIPjllNiLywT9qHpOK04ANozwXCwwewadsw5+fQQew8YA";

    public override IReadOnlyList<byte[]> Samples { get; } =
        [Convert.FromBase64String(Greeting), "GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray()];

    public override IReadOnlyList<byte[]> Words { get; } = [[0x16, 3, 1], [0x17, 3, 3], [0x15, 3, 3, 0, 2, 2, 40], [0, 0], [0xff, 0xff]];

    protected override async Task<string?> SendAsync(byte[] input)
    {
        await RawExchange.OfAsync(Server.BaseAddress, input);
        return null;
    }
}
