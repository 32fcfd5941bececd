using System.Reflection;

namespace LogoutContracts.Cli.Context;

/// <summary>The program's name and version.</summary>
internal static class ProgramInfo
{
    public const string Name = "logout-contracts";

    public static string Version =>
        typeof(ProgramInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
