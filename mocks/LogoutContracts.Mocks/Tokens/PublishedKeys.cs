using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Tokens;

/// <summary>Puts the public part of the signing key into the response that publishes it.</summary>
internal static class PublishedKeys
{
    /// <summary>The answer with the key in place of placeholders such as <c>{keys.n}</c>.</summary>
    public static Expectation.Answer Fill(Expectation.Answer answer)
    {
        return answer.Body is { } body && body.Text.Holes.Any(IsKey)
            ? answer with { Body = body with { Text = Template.Parse(body.Text.Render(ValueOf)) } } : answer;

        static string ValueOf(Hole hole) => IsKey(hole) ? TestKey.ValueOf(hole.Name) : hole.ToString();

        static bool IsKey(Hole hole) => hole.Role == Role.Keys;
    }
}
