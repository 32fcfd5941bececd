using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;
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

    [TestCase(TextEncoding.None, "a \"|é+&", "<a \"|é+&>")]
    [TestCase(TextEncoding.Json, "a \"|é+&", "<a \\\"|é+&>")]
    [TestCase(TextEncoding.Percent, "a \"|é+&", "<a%20%22%7C%C3%A9%2B%26>")]
    public void A_value_is_encoded_as_the_text_around_it(TextEncoding encoding, string value, string text)
    {
        Template.Parse("<{caller.a}>", encoding).Render(_ => value).Should().Be(text);
        Template.Parse("<{caller.a}>", encoding).Text.Should().Be("<{caller.a}>");
    }

    [TestCase(
        "application/json", "{ a: '{caller.t} & 1', b: [1, 2] }", """{"a":"{caller.t} & 1","b":[1,2]}""",
        """{"a":"x|\"y & 1","b":[1,2]}""")]
    [TestCase("application/x-www-form-urlencoded", "{ a: '{caller.t} & 1', b: [1, 2] }", "a={caller.t}%20%26%201&b=1&b=2",
        "a=x%7C%22y%20%26%201&b=1&b=2")]
    [TestCase("multipart/form-data", "{ a: '{caller.t}' }",
        "------logout-contracts\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{caller.t}\r\n------logout-contracts--\r\n",
        "------logout-contracts\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx|\"y\r\n------logout-contracts--\r\n")]
    public void Placeholders_of_a_body_are_filled_before_it_is_encoded(string mediaType, string example, string text, string sent)
    {
        var (_, template) = BodyEncoding.Encode(mediaType, YamlComposer.Compose(Encoding.UTF8.GetBytes(example), new("x.yaml"))!);
        template.Text.Should().Be(text);
        template.Render(_ => "x|\"y").Should().Be(sent);
    }

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
