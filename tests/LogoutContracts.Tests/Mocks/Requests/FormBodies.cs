using System.Text;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Mocks.Requests;

/// <summary>Forms as JSON. A form without encoded fields is read in another way than the same form with all of them encoded.</summary>
public sealed class FormBodies
{
    private static readonly RequestBody Declared = new([MediaType.UrlEncodedForm], null, [])
    {
        Constraints =
        [
            new("/token", "type", "\"string\"", Position.Start),
            new("/count", "minimum", "1", Position.Start),
            new("/count", "type", "\"integer\"", Position.Start),
            new("/flag", "type", "\"boolean\"", Position.Start),
            new("/either", "type", "[\"string\",\"number\"]", Position.Start),
        ],
    };

    [TestCase("token=abc", """{"token":"abc"}""")]
    [TestCase("token=a.b-c_d~&hint=access_token", """{"token":"a.b-c_d~","hint":"access_token"}""")]
    [TestCase("token=", """{"token":""}""")]
    [TestCase("token", """{"token":""}""")]
    [TestCase("=abc", """{"":"abc"}""")]
    [TestCase("&", "{}")]
    [TestCase("&&token=a&&hint=b&", """{"token":"a","hint":"b"}""")]
    [TestCase("token=a=b==", """{"token":"a=b=="}""")]
    [TestCase("token=a\"b\\c<d'\n\u007f", """{"token":"a\u0022b\\c\u003Cd\u0027\n\u007F"}""")]
    [TestCase("na\"me=a", """{"na\u0022me":"a"}""")]
    [TestCase("token=é", """{"token":"\u00E9"}""")]
    [TestCase("token=a&hint=b&token=c", """{"token":["a","c"],"hint":"b"}""")]
    [TestCase("Token=a&token=b", """{"Token":"a","token":"b"}""")]
    [TestCase("count=7&token=7", """{"count":7,"token":"7"}""")]
    [TestCase("count=seven", """{"count":"seven"}""")]
    [TestCase("flag=true&token=true", """{"flag":true,"token":"true"}""")]
    [TestCase("either=1.5", """{"either":1.5}""")]
    [TestCase("a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8", """{"a":"1","b":"2","c":"3","d":"4","e":"5","f":"6","g":"7","h":"8"}""")]
    [TestCase("a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&a=9", """{"a":["1","9"],"b":"2","c":"3","d":"4","e":"5","f":"6","g":"7","h":"8"}""")]
    public void It_is_read_alike_whether_or_not_fields_are_encoded(string form, string json)
    {
        JsonOf(form).Should().Be(json);
        JsonOf(Encoded(form)).Should().Be(json);
    }

    [Test]
    public void A_plus_sign_is_a_space() => JsonOf("scope=a+b&token=c%2Bd").Should().Be("""{"scope":"a b","token":"c\u002Bd"}""");

    [TestCase(new byte[] { (byte)'a', (byte)'=', 0xff })]
    [TestCase(new byte[] { (byte)'%', (byte)'=', 0xc3 })]
    public void Bytes_that_are_not_UTF_8_are_malformed(byte[] form)
    {
        BodyReader.Classify(Declared, form, MediaType.UrlEncodedForm, MediaType.UrlEncodedForm, out var json)
            .Should().Be(BodyClass.Malformed);
        json.Should().BeNull();
    }

    private static string JsonOf(string form)
    {
        var bytes = Encoding.UTF8.GetBytes(form);
        BodyReader.Classify(Declared, bytes, MediaType.UrlEncodedForm, MediaType.UrlEncodedForm, out var json).Should().Be(BodyClass.Valid);
        using (json)
            return json!.RootElement.GetRawText();
    }

    private static string Encoded(string form) => string.Join('&', form.Split('&').Select(pair =>
        string.Join('=', pair.Split('=', 2).Select(part => string.Concat(Encoding.UTF8.GetBytes(part).Select(value => $"%{value:X2}"))))));
}
