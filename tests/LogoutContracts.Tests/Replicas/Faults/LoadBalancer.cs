using System.Diagnostics;
using System.Globalization;
using System.Text;
using LogoutContracts.Tests.Support.Machine;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>nginx, which sends each request to the next server, and never sends one twice.</summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly Process process;
    private readonly Dictionary<string, Uri> addresses;

    private LoadBalancer(DirectoryInfo folder, Process process, Dictionary<string, Uri> addresses) =>
        (this.folder, this.process, this.addresses) = (folder, process, addresses);

    public Uri AddressOf(string contract) => addresses[contract];

    /// <summary>Starts nginx; skips the test if it is not installed, except in CI.</summary>
    public static async Task<LoadBalancer> StartAsync(IReadOnlyList<string> contracts, IReadOnlyList<IReplica> replicas)
    {
        const string Program = "/usr/sbin/nginx";
        if (!File.Exists(Program))
        {
            if (Environment.GetEnvironmentVariable("CI") is "true")
                Assert.Fail("CI needs nginx (Debian's package nginx).");
            Assert.Ignore("nginx is not installed.");
        }

        var folder = Directory.CreateTempSubdirectory("logout-contracts-nginx");
        var ports = contracts.ToDictionary(contract => contract, _ => LocalPort.Free(), StringComparer.Ordinal);
        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration(folder.FullName, ports, replicas));
        var log = Path.Combine(folder.FullName, "log");
        var process = Process.Start(new ProcessStartInfo(Program, ["-e", log, "-c", file]) { UseShellExecute = false })!;
        foreach (var port in ports.Values)
        {
            while (!await LocalPort.AcceptsAsync(port))
            {
                process.HasExited.Should().BeFalse("nginx should start: {0}", File.Exists(log) ? await File.ReadAllTextAsync(log) : "");
                await Task.Delay(20);
            }
        }

        return new(folder, process, ports.ToDictionary(
            port => port.Key,
            port => new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port.Value}")), StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        // It ends its workers first.
        await process.SendAsync("TERM");
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Configuration(string folder, Dictionary<string, int> ports, IReadOnlyList<IReplica> replicas)
    {
        var text = new StringBuilder(
            $"daemon off; pid {folder}/pid; error_log {folder}/log crit; worker_processes 1;\n"
            + (Environment.UserName is "root" ? "user root;\n" : "")
            + "events {} http { access_log off; merge_slashes off; proxy_connect_timeout 1s; proxy_read_timeout 5s;\n");
        foreach (var path in (string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
            text.Append(CultureInfo.InvariantCulture, $"{path}_temp_path {folder}/{path};\n");
        foreach (var (contract, port) in ports)
        {
            text.Append(CultureInfo.InvariantCulture, $"upstream {contract} {{ keepalive 16;");
            foreach (var replica in replicas)
                text.Append(CultureInfo.InvariantCulture, $" server 127.0.0.1:{replica.PortOf(contract)} max_fails=0;");
            text.Append(CultureInfo.InvariantCulture, $" }}\nserver {{ listen 127.0.0.1:{port};");
            text.Append(CultureInfo.InvariantCulture, $" location / {{ proxy_pass http://{contract};");
            text.Append(" proxy_next_upstream off; proxy_http_version 1.1; proxy_set_header Connection ''; } }\n");
        }

        return text.Append("}\n").ToString();
    }
}
