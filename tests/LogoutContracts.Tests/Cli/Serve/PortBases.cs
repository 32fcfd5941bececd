using System.Net;
using System.Net.Sockets;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Serve;

public sealed class PortBases
{
    private static readonly IReadOnlyList<Contract> All = [.. Plans.All.Select(plan => plan.Contract)];

    [TestCase("1024")]
    [TestCase("65529")]
    public void The_first_and_the_last_are_accepted(string text) => All.Select(PortBase.Parse(text, All, single: false).Of)
        .Should().OnlyContain(port => port >= 1024 && port <= IPEndPoint.MaxPort).And.OnlyHaveUniqueItems();

    [Test]
    public void A_contract_below_the_admin_port_stays_above_1023()
    {
        IReadOnlyList<Contract> low = [All[0] with { Port = 8000 }];
        FluentActions.Invoking(() => PortBase.Parse("1024", low, single: false)).Should().Throw<UserErrorException>()
            .WithMessage("*expected a number from 2124 to 65535, or 0*");
        PortBase.Parse("2124", low, single: false).Of(low[0]).Should().Be(1024);
    }

    [Test]
    public async Task Nothing_listens_after_a_refusal()
    {
        // The highest port base whose admin port exists, but whose contracts' ports do not.
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "65535");
        (await serving.StopAsync()).Should().Be(ExitCodes.UsedWrongly);
        using var client = new TcpClient();
        await client.Invoking(tcp => tcp.ConnectAsync(IPAddress.Loopback, 65535)).Should().ThrowAsync<SocketException>();
    }

    [Test]
    public async Task With_0_all_ports_are_free_ones()
    {
        await using var one = await ServeRun.StartAsync("serve", "--port-base", "0");
        await using var other = await ServeRun.StartAsync("serve", "--port-base", "0");
        var ports = new[] { one, other }.SelectMany(
            serving => All.Select(contract => contract.Id).Append("admin").Select(serving.AddressOf));
        ports.Should().OnlyHaveUniqueItems();
    }
}
