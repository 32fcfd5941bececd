using LogoutContracts.Cli.Clients;

namespace LogoutContracts.Tests.Cli.Clients;

/// <summary>How the commands of a client are read and run: words, placeholders, environment and programs.</summary>
public sealed class ClientCommands
{
    [TestCase("a b  c", "a|b|c")]
    [TestCase("  node 'my client.mjs' \"a 'b'\"  ", "node|my client.mjs|a 'b'")]
    [TestCase("a ''", "a|")]
    [TestCase("x=\"1 2\"3", "x=1 23")]
    [TestCase("", "")]
    public void Quotes_keep_spaces(string text, string expected) =>
        string.Join('|', CommandWords.Split(text)!).Should().Be(expected);

    [TestCase("a 'b")]
    [TestCase("a \"b'")]
    public void A_quote_that_is_not_closed_is_an_error(string text) => CommandWords.Split(text).Should().BeNull();

    [Test]
    public void Only_placeholders_are_filled_in()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = "h:1", ["credential.authToken"] = "{host}" };
        Placeholders.Fill("//{host}/ {credential.authToken} {\"a\":{x}}", values).Should().Be("//h:1/ {host} {\"a\":{x}}");
        Placeholders.UnknownIn("{host} {credential.token} {ca-file} {other}", values.Keys).Should().Equal("credential.token", "ca-file");
    }

    [Test]
    public void Nothing_leads_to_a_real_login_or_past_the_mock()
    {
        var inherited = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HOME"] = "/home/jane",
            ["npm_config_userconfig"] = "/home/jane/.npmrc",
            ["GOOGLE_APPLICATION_CREDENTIALS"] = "/home/jane/key.json",
            ["DOTNET_ROOT"] = "/home/jane/.dotnet",
            ["KUBECONFIG"] = "/etc/kube",
            ["HTTP_PROXY"] = "http://proxy:3128",
        };
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["base-url"] = "https://127.0.0.1:1",
            ["credential.authToken"] = "t",
            ["ca-file"] = "/tmp/ca.crt",
        };
        var changes = ClientEnvironment.Changes(inherited, "/tmp/home", values);
        changes.Where(change => change.Value is null).Select(change => change.Key)
            .Should().BeEquivalentTo("npm_config_userconfig", "GOOGLE_APPLICATION_CREDENTIALS");
        changes.Should().Contain("HOME", "/tmp/home").And.Contain("XDG_CONFIG_HOME", Path.Combine("/tmp/home", ".config"))
            .And.Contain("NO_PROXY", "127.0.0.1,localhost,::1").And.Contain("LOGOUT_CONTRACTS_BASE_URL", "https://127.0.0.1:1")
            .And.Contain("LOGOUT_CONTRACTS_CREDENTIAL_AUTHTOKEN", "t").And.Contain("NODE_EXTRA_CA_CERTS", "/tmp/ca.crt")
            .And.NotContainKey("DOTNET_ROOT").And.NotContainKey("KUBECONFIG");
    }

    [Test]
    public void A_program_is_found_as_a_shell_finds_it()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows finds programs by their endings.");
        ExecutableSearch.Find("sh", "/", "/nowhere:/bin").Should().Be("/bin/sh");
        ExecutableSearch.Find("sh", "/bin", "/nowhere").Should().BeNull();
        ExecutableSearch.Find("./sh", "/bin", "").Should().Be("/bin/sh");
        ExecutableSearch.Find("bin", "/", "/").Should().BeNull("it is a folder");
        ExecutableSearch.Find("/etc/passwd", "/", "").Should().BeNull("it cannot be executed");
    }
}
