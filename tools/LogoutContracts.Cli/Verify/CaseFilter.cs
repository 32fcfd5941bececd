using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Cases;

namespace LogoutContracts.Cli.Verify;

/// <summary>A value of <c>--only</c> or <c>--skip</c>: a case id with the wildcards <c>*</c> and <c>?</c>.</summary>
internal sealed class CaseFilter(string text)
{
    private readonly Regex regex = new(
        $"^{Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public string Text => text;

    /// <summary>Whether the pattern matches the case's id, with or without the contract in front.</summary>
    public bool Fits(VerificationCase verification) => regex.IsMatch(verification.FullId) || regex.IsMatch(verification.Id);

    /// <exception cref="UserErrorException">A pattern matches no case.</exception>
    public static IReadOnlyList<VerificationCase> Choose(IReadOnlyList<VerificationCase> cases, string[] only, string[] skip)
    {
        var (wanted, unwanted) = (only.Select(each => new CaseFilter(each)).ToList(), skip.Select(each => new CaseFilter(each)).ToList());
        var patterns = wanted.Select(pattern => ("--only", pattern)).Concat(unwanted.Select(pattern => ("--skip", pattern)));
        foreach (var (option, pattern) in patterns)
        {
            if (!cases.Any(pattern.Fits))
                throw VerifyErrors.UnknownCase(option, pattern.Text, cases);
        }

        return
        [
            .. cases.Where(each => (wanted.Count == 0 || wanted.Exists(pattern => pattern.Fits(each)))
                && !unwanted.Exists(pattern => pattern.Fits(each))),
        ];
    }
}
