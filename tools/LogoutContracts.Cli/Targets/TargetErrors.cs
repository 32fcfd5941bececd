using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Targets;

/// <summary>Errors in the choice of targets, and targets that cannot be used.</summary>
internal static class TargetErrors
{
    public static UserErrorException Url(string option, string found) => ErrorText.Error(
        $"{option}: '{found}' is not a base URL; " +
        "expected http:// or https:// with a host, optionally a port and a path, but no query and no user.");

    public static UserErrorException NoTarget() => ErrorText.Error(
        "no target; expected a provider (--target URL), the admin port of a running mock (--admin URL), " +
        "or --mock to start mocks for this run.");

    public static UserErrorException MockAndTarget() =>
        ErrorText.Error("--mock cannot be combined with --target, --admin or --kind; remove one of them.");

    public static UserErrorException AdminOfOther(string kind) => ErrorText.Error(
        $"--admin cannot be combined with --kind {kind}, because only our mocks have an admin port; remove one of them.");

    public static UserErrorException TargetOfWhich() => ErrorText.Error(
        "--target: it is not clear which contract this URL is for; select one contract ('verify rocketchat --target URL'), " +
        "or use '--target CONTRACT=URL' for each.");

    public static UserErrorException TwoTargets(string contract) =>
        ErrorText.Error($"--target: '{contract}' has two targets; expected one per contract. Remove one of them.");

    public static UserErrorException SameTarget(Uri url) =>
        ErrorText.Error($"--target: '{url}' is given twice; expected the base URL of each replica once. Remove one of them.");

    public static UserErrorException ContractWithoutTarget(string contract) => ErrorText.Error(
        $"'{contract}' is selected, but has no target; add '--target {contract}=URL', or remove the contract.");

    public static UserErrorException NotServedThere(string contract, Uri admin, IEnumerable<string> served) => ErrorText.Error(
        $"--admin: the mock at {admin} does not serve '{contract}', only {string.Join(", ", served)}; " +
        "start it there, or do not select it.");

    public static UserErrorException NoAdmin(Uri admin, Exception inner) => ErrorText.Error(
        $"--admin: no mock answers at {admin}: {ErrorText.OneLine(inner.Message)}; " +
        $"check that 'serve' is running, and set {EnvironmentVariables.AdminToken} if it requires a token.", inner);

    public static UserErrorException CertificateWithoutKey(string there, string missing) =>
        ErrorText.Error($"{there} requires {missing}; add {missing}, or remove {there}.");

    public static UserErrorException BadCertificate(string option, string file, Exception inner) => ErrorText.Error(
        $"{option}: '{file}' cannot be used: {ErrorText.OneLine(inner.Message)}; " +
        $"expected a certificate in PEM{(option is "--cert" ? ", and its private key in --key" : "")}. " +
        "Check the path and the content.", inner);
}
