// WireMock.Net 2.15: what MockUnderTest.WireMockNet.cs and the docs use.
#nullable enable
namespace WireMock.Settings
{
    public class WireMockServerSettings
    {
        public int? Port { get; set; }
    }
}

namespace WireMock.Server
{
    public interface IWireMockServer : IDisposable;

    public partial class WireMockServer : IWireMockServer
    {
        public string[] Urls => throw new NotSupportedException();

        public static WireMockServer Start(WireMock.Settings.WireMockServerSettings settings) => throw new NotSupportedException();

        public static WireMockServer Start(int? port = 0, bool useSSL = false, bool useHttp2 = false) => throw new NotSupportedException();

        public void ReadStaticMappings(string? folder = null) => throw new NotSupportedException();

        public void Dispose() => throw new NotSupportedException();
    }
}
