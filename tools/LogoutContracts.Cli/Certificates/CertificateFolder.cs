using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Listing;

namespace LogoutContracts.Cli.Certificates;

/// <summary>The folder of the development CA and of the client certificates that it has issued.</summary>
internal sealed record CertificateFolder(string Folder)
{
    private const string Name = "logout-contracts";

    /// <summary>Name of the CA's files, without an extension.</summary>
    private const string AuthorityName = "ca";

    public string Key => Path.Combine(Folder, $"{AuthorityName}.key");

    public string Certificate => Path.Combine(Folder, CurlFiles.AuthorityName);

    public string Clients => Path.Combine(Folder, "clients");

    /// <summary>Whether the files of a client with this name would be those of the CA, where file names ignore case.</summary>
    public static bool IsReserved(string commonName) => commonName.Equals(AuthorityName, StringComparison.OrdinalIgnoreCase);

    public static Option<string?> Option() => new("--ca-dir")
    {
        HelpName = "DIR",
        Description = $"Folder of the development CA; or set {EnvironmentVariables.CertificateFolder} " +
            $"[default: {Name} in the user's local application data]",
    };

    /// <param name="asked">As on the command line; null or empty: the environment variable, then the default.</param>
    public static CertificateFolder Choose(CommandContext context, string? asked)
    {
        if (asked is { Length: > 0 } || (asked = context.Variable(EnvironmentVariables.CertificateFolder)) is { Length: > 0 })
            return new(context.Full(asked));
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0 ? new(Path.Combine(local, Name)) : throw CertificateErrors.NoCertificateHome();
    }
}
