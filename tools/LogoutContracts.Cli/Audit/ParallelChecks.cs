using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Audit;

/// <summary>The option <c>--parallel</c> of <c>audit</c>.</summary>
internal sealed class ParallelChecks
{
    private const int Most = 32;
    private const int Default = 4;

    private readonly Option<string?> option = new("--parallel")
    {
        HelpName = "N",
        Description = "Number of parallel checks, once T9 has seen that a logout leaves the user's other sessions alone " +
            $"[default: {Default} for a live target, 1 for a mock]",
    };

    public Option Option => option;

    /// <exception cref="UserErrorException">The number is invalid.</exception>
    public int Choose(ParseResult parsed, TargetKind kind)
    {
        if (parsed.GetValue(option) is not { } text)
            return kind == TargetKind.Live ? Default : 1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most
            ? number : throw AuditErrors.NoParallel(text, Most);
    }
}
