using System.Globalization;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Tests.Support;
using Npgsql;
using YamlDotNet.RepresentationModel;

namespace LogoutContracts.Tests.Replicas;

/// <summary>The compose file and the Kubernetes manifests name what there is.</summary>
public sealed partial class DeploymentFiles
{
    // PostgreSQL keeps three connections for its superusers.
    private const int Reserved = 3;

    private static readonly IReadOnlyList<(string Contract, int Port)> Ports =
        [.. Plans.All.Select(plan => (plan.Contract.Id, plan.Contract.Port)).OrderBy(port => port.Port)];

    [Test]
    public void Nginx_sends_every_contract_to_every_replica()
    {
        var replicas = Services.Keys.Where(name => name.StartsWith("replica-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        var nginx = File.ReadAllText(Path("nginx.conf"));

        Listening().Matches(nginx).Select(match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture))
            .Should().Equal(Ports.Select(port => port.Port));
        foreach (var (_, port) in Ports)
        {
            Upstream().Matches(nginx).Where(match => Is(match.Groups["port"].Value, Text(port))).Select(match => match.Groups["host"].Value)
                .Should().Equal(replicas);
        }

        Sequence(Services["nginx"], "ports").Should().Equal($"127.0.0.1:{Range}:{Range}");
        File.ReadAllText(SourceTree.PathOf("tools/LogoutContracts.Cli/Dockerfile")).Should().Contain($"EXPOSE {Range}\n");
    }

    [Test]
    public void Kubernetes_exposes_every_contract_and_probes_the_admin_port()
    {
        var (container, service) = (Container("logout-contracts"), Named("Service", "logout-contracts"));

        NamesAndPorts(At(container, "ports"), "containerPort").Should().Equal([("admin", 9100), .. Ports]);
        NamesAndPorts(At(service, "spec", "ports"), "port").Should().Equal(Ports);
        foreach (var probe in (string[])["livenessProbe", "readinessProbe"])
            Scalar(container, probe, "httpGet", "port").Should().Be("admin");
        Scalar(container, "livenessProbe", "httpGet", "path").Should().Be("/__admin/health");
        Scalar(container, "readinessProbe", "httpGet", "path").Should().Be("/__admin/ready");
        Scalar(Named("Deployment", "logout-contracts"), "spec", "strategy", "type").Should().Be("Recreate");
        Scalar(Template("logout-contracts"), "spec", "securityContext", "runAsNonRoot").Should().Be("true");
    }

    [Test]
    public void Services_select_the_pods_and_the_database_is_found_by_its_name()
    {
        foreach (var name in (string[])["logout-contracts", "logout-contracts-state"])
            Scalar(Named("Service", name), "spec", "selector", "app").Should().Be(Scalar(Template(name), "metadata", "labels", "app"));

        Connection(Variables(Container("logout-contracts"))).Host.Should().Be("logout-contracts-state");
        Services.Should().ContainKey(Connection(ComposeVariables).Host!);
    }

    [Test]
    public void The_database_has_a_connection_for_everyone()
    {
        var kubernetes = int.Parse(Scalar(Named("Deployment", "logout-contracts"), "spec", "replicas"), CultureInfo.InvariantCulture);
        var compose = Services.Keys.Count(name => name.StartsWith("replica-", StringComparison.Ordinal));

        Wanted(kubernetes, Variables(Container("logout-contracts"))).Should()
            .BeLessThanOrEqualTo(MostConnections(Sequence(Container("logout-contracts-state"), "args")));
        Wanted(compose, ComposeVariables).Should().BeLessThanOrEqualTo(MostConnections(Sequence(Services["postgres"], "command")));

        static int Wanted(int replicas, IReadOnlyDictionary<string, string> variables) =>
            replicas * (Connection(variables).MaxPoolSize + 4);
    }

    [Test]
    public async Task The_arguments_and_variables_start_a_server()
    {
        var database = await SharedDatabase.Server;
        using var folder = new CommandLineRun();
        foreach (var (arguments, variables) in ((IReadOnlyList<string>, IReadOnlyDictionary<string, string>)[])
                 [(Sequence(Container("logout-contracts"), "args"), Variables(Container("logout-contracts"))),
                  (Sequence(Replica, "command"), ComposeVariables)])
        {
            variables.Keys.Where(name => name.StartsWith("LOGOUT_", StringComparison.Ordinal)).Should().BeSubsetOf(
                [EnvironmentVariables.State, EnvironmentVariables.AdminToken, EnvironmentVariables.CertificateFolder]);
            string[] onFreePorts = [.. arguments.Select(argument => argument is "0.0.0.0" ? "127.0.0.1" : argument), "--port-base", "0"];

            await using var serving = await ServeRun.StartInAsync(
                folder.Folder, [.. onFreePorts, "--state-schema", ReplicaSet.FreshSchema()],
                name => name switch
                {
                    EnvironmentVariables.State => database.Connection,
                    EnvironmentVariables.CertificateFolder => folder.PathOf("ca"),
                    _ => variables.GetValueOrDefault(name) is { } value ? WithSecret(value) : null,
                });

            serving.Out.Should().ContainAll(Ports.Select(port => port.Contract), "{0}", serving.Error);
        }
    }

    private static string Range => $"{Ports[0].Port}-{Ports[^1].Port}";

    private static string Path(string file) => SourceTree.PathOf($"deploy/{file}");

    private static bool Is(string found, string wanted) => found.Equals(wanted, StringComparison.Ordinal);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<YamlMappingNode> Documents(string file)
    {
        using var reader = File.OpenText(Path(file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return [.. yaml.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    private static YamlMappingNode Compose => Documents("compose.yaml")[0];

    private static YamlMappingNode Replica => (YamlMappingNode)At(Compose, "x-replica");

    private static IReadOnlyDictionary<string, YamlNode> Services => ((YamlMappingNode)At(Compose, "services")).Children
        .ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => pair.Value, StringComparer.Ordinal);

    private static Dictionary<string, string> ComposeVariables => ((YamlMappingNode)At(Replica, "environment")).Children
        .ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => ((YamlScalarNode)pair.Value).Value!, StringComparer.Ordinal);

    private static YamlMappingNode Named(string kind, string name) => Documents("kubernetes.yaml")
        .Single(node => Is(Scalar(node, "kind"), kind) && Is(Scalar(node, "metadata", "name"), name));

    private static YamlNode Template(string name) =>
        At(Named(name is "logout-contracts" ? "Deployment" : "StatefulSet", name), "spec", "template");

    private static YamlNode Container(string name) => ((YamlSequenceNode)At(Template(name), "spec", "containers"))[0];

    /// <summary>A variable from a secret has its place in the secret as value.</summary>
    private static Dictionary<string, string> Variables(YamlNode container) => ((YamlSequenceNode)At(container, "env"))
        .ToDictionary(
            entry => Scalar(entry, "name"),
            entry => ((YamlMappingNode)entry).Children.ContainsKey("value") ? Scalar(entry, "value")
                : $"{Scalar(entry, "valueFrom", "secretKeyRef", "name")}/{Scalar(entry, "valueFrom", "secretKeyRef", "key")}",
            StringComparer.Ordinal);

    private static NpgsqlConnectionStringBuilder Connection(IReadOnlyDictionary<string, string> variables) =>
        ConnectionText.Pooled(new(WithSecret(variables[EnvironmentVariables.State])) { Replica = "any" });

    private static string WithSecret(string text) => Placeholder().Replace(text, "a-secret-of-thirty-two-characters");

    private static int MostConnections(IReadOnlyList<string> arguments) => int.Parse(
        arguments.Single(argument => argument.StartsWith("max_connections=", StringComparison.Ordinal)).Split('=')[1],
        CultureInfo.InvariantCulture) - Reserved;

    private static IReadOnlyList<(string, int)> NamesAndPorts(YamlNode ports, string port) =>
    [
        .. ((YamlSequenceNode)ports)
            .Select(entry => (Scalar(entry, "name"), int.Parse(Scalar(entry, port), CultureInfo.InvariantCulture))),
    ];

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => at[key]);

    private static string Scalar(YamlNode node, params string[] path) => ((YamlScalarNode)At(node, path)).Value!;

    private static IReadOnlyList<string> Sequence(YamlNode node, string key) =>
        [.. ((YamlSequenceNode)At(node, key)).Select(item => ((YamlScalarNode)item).Value!)];

    [GeneratedRegex(@"(?<=listen )\d+", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();

    [GeneratedRegex(@"server (?<host>[a-z0-9-]+):(?<port>\d+) max_fails=0;", RegexOptions.ExplicitCapture)]
    private static partial Regex Upstream();

    [GeneratedRegex(@"\$\{[^}]*\}|\$\([A-Z_]+\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
