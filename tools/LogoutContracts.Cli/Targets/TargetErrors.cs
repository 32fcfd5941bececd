using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Targets;

/// <summary>Errors in the choice of targets, and targets that cannot be used.</summary>
internal static class TargetErrors
{
    public static UserErrorException Url(string option, string found) => ErrorText.Error($"{option}: '{found}' is no base URL; expected http:// or https://, a host and perhaps a port and a path, without a query and without a user.");

    public static UserErrorException NoTarget() => ErrorText.Error("nothing to verify: no --target; expected the base URL of a provider (--target URL), the admin port of a running mock (--admin URL), or mocks started for the run (--mock).");

    public static UserErrorException MockAndTarget() => ErrorText.Error("--mock: mocks started for the run leave no room for --target, --admin or --kind; take one or the other away.");

    public static UserErrorException AdminOfOther(string kind) => ErrorText.Error($"--admin: only mocks of ours have an admin port, and --kind says '{kind}'; take one of the two away.");

    public static UserErrorException TargetOfWhich() => ErrorText.Error("--target: it is not clear which contract this URL is for; expected one contract named before it ('verify rocketchat --target URL'), or '--target contract=URL' for each.");

    public static UserErrorException TwoTargets(string contract) => ErrorText.Error($"--target: '{contract}' has two; expected one a contract; take one of them away.");

    public static UserErrorException ContractWithoutTarget(string contract) => ErrorText.Error($"'{contract}' is named, but has no --target; add '--target {contract}=URL', or do not name it.");

    public static UserErrorException NotServedThere(string contract, Uri admin, IEnumerable<string> served) => ErrorText.Error($"--admin: '{contract}' is not served by the mock at {admin}, only {string.Join(", ", served)}; start it there, or do not name it.");

    public static UserErrorException NoAdmin(Uri admin, Exception inner) => ErrorText.Error($"--admin: no mock of ours answers at {admin}: {inner.Message}; see that 'serve' runs, and that {EnvironmentVariables.AdminToken} is set if it wants a token.", inner);

    public static UserErrorException CertificateWithoutKey(string there, string missing) => ErrorText.Error($"{there}: a client certificate is presented with its key; expected {missing} too; add it.");

    public static UserErrorException BadCertificate(string option, string file, Exception inner) => ErrorText.Error(
        $"{option}: '{file}' cannot be used: {inner.Message.ReplaceLineEndings(" ")}; expected a certificate in PEM{(option is "--cert" ? ", and with --key its private key" : "")}; check the path and what is in it.", inner);
}
