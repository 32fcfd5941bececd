using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Judging.Templates;

/// <summary>Reads texts against templates, and tells the cast what the sessions are called that an answer opened.</summary>
/// <param name="formats">Whose credentials must have their format; null: a format does not judge.</param>
internal sealed class TemplateReader(RoleSessions cast, SessionModel? formats)
{
    /// <returns>The text of the template if <paramref name="actual"/> fits it; else what came, without secrets.</returns>
    public string Read(Template expected, string actual)
    {
        var found = new Dictionary<Hole, string>();
        if (!TemplateMatcher.TryMatch(expected, actual, hole => hole.Role == Role.Fresh ? null : cast[hole], found))
            return cast.Masked(actual);
        foreach (var hole in expected.Holes)
        {
            var value = found.GetValueOrDefault(hole) ?? cast[hole]!;
            if (formats?.FormatOf(hole.Name) is { } format && !format.Matches(value))
                return $"{hole} is not of the format {format.Pattern}, with {value.Length} characters";
            cast.Set(hole, value);
        }

        return expected.Text;
    }
}
