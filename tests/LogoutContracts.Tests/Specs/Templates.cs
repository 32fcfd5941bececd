using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Judging.Templates;

namespace LogoutContracts.Tests.Specs;

public sealed class Templates
{
    private static readonly Gen<string> Texts = Gen.Elements(
        "a", "{", "}", ".", "{caller.token}", "{target.id}", "{fresh.x-1}", "{nobody.x}", "{caller.}", "{Caller.token}", "\n", "é")
        .ListOf().Select(parts => string.Concat(parts));

    [Test]
    public void What_is_parsed_can_be_written_again() => Prop.ForAll(Arb.From(Texts), text =>
    {
        Template.Parse(text).Text.Should().Be(text);
        Template.Parse(text).Should().Be(Template.Parse(text));
    }).QuickCheckThrowOnFailure();

    [TestCase("Bearer {caller.token}", "caller token")]
    [TestCase("{caller.userId}{opened.authToken}", "caller userId, opened authToken")]
    [TestCase("{target.session-id_2} of {other.userId}, {fresh.code}", "target session-id_2, other userId, fresh code")]
    [TestCase("", "")]
    [TestCase("{nobody.token}", "")]
    [TestCase("{caller}", "")]
    [TestCase("{caller.1}", "")]
    [TestCase("{CALLER.token}", "")]
    [TestCase("{ caller.token }", "")]
    [TestCase("{{caller.token}}", "caller token")]
    public void Holes_are_found(string text, string holes) =>
        string.Join(", ", Template.Parse(text).Holes.Select(hole => $"{hole.Role.InSpecWords()} {hole.Name}")).Should().Be(holes);

    [Test]
    public void Holes_are_filled_once() =>
        Template.Parse("<{caller.a}|{target.a}>").Render(hole => hole.Role == Role.Caller ? "{target.a}" : "b")
            .Should().Be("<{target.a}|b>");

    [TestCase("SID={opened.SID}; Path=/", "SID=abc; Path=/", "abc")]
    [TestCase("SID={opened.SID}; Path=/", "SID=; Path=/", "")]
    [TestCase("{opened.SID}", "abc", "abc")]
    [TestCase("SID={opened.SID}; Path=/", "SID=abc; Path=/; HttpOnly", null)]
    [TestCase("SID={opened.SID}; Path=/", "XSID=abc; Path=/", null)]
    [TestCase("{opened.SID}, {opened.SID}", "abc, abc", "abc")]
    [TestCase("{opened.SID}, {opened.SID}", "abc, abd", null)]
    [TestCase("{caller.SID}-{opened.SID}", "known-abc", "abc")]
    [TestCase("{caller.SID}-{opened.SID}", "other-abc", null)]
    [TestCase("{opened.SID}{caller.SID}", "abcknown", "abc")]
    public void A_text_that_fits_says_what_was_in_the_holes(string template, string text, string? found)
    {
        var values = new Dictionary<Hole, string>();
        TemplateMatcher.TryMatch(Template.Parse(template), text, hole => hole.Role == Role.Caller ? "known" : null, values)
            .Should().Be(found is not null);
        if (found is not null)
            values.Should().Equal(new Dictionary<Hole, string> { [new(Role.Opened, "SID")] = found });
    }
}
