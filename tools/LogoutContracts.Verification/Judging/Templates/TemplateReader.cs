using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Judging.Templates;

/// <summary>Matches texts with templates.</summary>
/// <remarks>Side effect: records the values of newly opened sessions in the roles.</remarks>
/// <param name="formats">The formats that credentials must have; null to accept any format.</param>
internal sealed class TemplateReader(RoleSessions roles, SessionModel? formats)
{
    /// <returns>The text of the template if <paramref name="actual"/> matches it; otherwise the actual text, without secrets.</returns>
    public string Read(Template expected, string actual)
    {
        var found = new Dictionary<Hole, string>();
        if (!TemplateMatcher.TryMatch(expected, actual, Known, found))
            return roles.Masked(actual);
        foreach (var hole in expected.Holes)
        {
            var value = found.GetValueOrDefault(hole) ?? roles[hole]!;
            if (hole.Role == Role.Limit)
            {
                // Counts and times of rate limits differ with each request.
                if (!value.All(char.IsAsciiDigit))
                    return roles.Masked(actual);
                continue;
            }

            if (formats?.FormatOf(hole.Name) is { } format && !format.Matches(value))
                return $"{hole} is not of the format {format.Pattern}, with {value.Length} characters";
            if (hole.Role != Role.Each)
                roles.Set(hole, value);
        }

        return expected.Text;

        string? Known(Hole hole) => hole.Role is Role.Fresh or Role.Limit or Role.Each ? null : roles[hole];
    }
}
