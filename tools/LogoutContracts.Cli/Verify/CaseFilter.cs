using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Cases;

namespace LogoutContracts.Cli.Verify;

/// <summary>What <c>--only</c> and <c>--skip</c> name: ids of cases, with <c>*</c> for any text and <c>?</c> for any character.</summary>
internal sealed class CaseFilter(string text)
{
    private readonly Regex regex = new($"^{Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public string Text => text;

    /// <summary>With the contract in front of the id, or without it.</summary>
    public bool Fits(VerificationCase verification) => regex.IsMatch(verification.FullId) || regex.IsMatch(verification.Id);

    /// <exception cref="UserErrorException">A pattern names nothing.</exception>
    public static IReadOnlyList<VerificationCase> Choose(IReadOnlyList<VerificationCase> cases, string[] only, string[] skip)
    {
        var (wanted, unwanted) = (only.Select(each => new CaseFilter(each)).ToList(), skip.Select(each => new CaseFilter(each)).ToList());
        foreach (var (option, pattern) in wanted.Select(pattern => ("--only", pattern)).Concat(unwanted.Select(pattern => ("--skip", pattern))))
        {
            if (!cases.Any(pattern.Fits))
                throw VerifyErrors.UnknownCase(option, pattern.Text, cases);
        }

        return [.. cases.Where(each => (wanted.Count == 0 || wanted.Exists(pattern => pattern.Fits(each))) && !unwanted.Exists(pattern => pattern.Fits(each)))];
    }
}
