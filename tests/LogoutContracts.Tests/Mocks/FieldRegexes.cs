using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Mocks.Stubs.Planning;

namespace LogoutContracts.Tests.Mocks;

/// <summary>
/// The expressions with which stubs look into bodies. That WireMock reads them alike is seen by running the contract tests
/// against it.
/// </summary>
public sealed class FieldRegexes
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Parts = "multipart/form-data";
    private const string Json = "application/json";

    [TestCase(Form, "user=jane@x.y", true)]
    [TestCase(Form, "user=jane%40x.y&a=b", true)]
    [TestCase(Form, "a=b&user=jane%40x.y", true)]
    [TestCase(Form, "user=jane@xzy", false)]
    [TestCase(Form, "auser=jane@x.y", false)]
    [TestCase(Form, "user=jane@x.yz", false)]
    [TestCase(Form, "user=jane@x.y&user=john", false)]
    [TestCase(Form, "user=", false)]
    [TestCase(Form, "", false)]
    [TestCase(Json, """{"user":"jane@x.y"}""", true)]
    [TestCase(Json, "{ \"a\": 1,\n  \"user\": \"jane@x.y\",\n  \"b\": [] }\n", true)]
    [TestCase(Json, """{"user":"jane@x.yz"}""", false)]
    [TestCase(Json, """{"other":"jane@x.y"}""", false)]
    [TestCase(Parts, "--b\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\njane@x.y\r\n--b--\r\n", true)]
    [TestCase(Parts, "--b\r\nContent-Disposition: form-data; name=\"user\"\r\nContent-Type: text/plain\r\n\r\njane@x.y\r\n--b--\r\n", true)]
    [TestCase(Parts, "--b\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\njane@x.yz\r\n--b--\r\n", false)]
    [TestCase(Parts, "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\njane@x.y\r\n--b--\r\n", false)]
    public void A_field_has_a_value(string mediaType, string body, bool fits)
    {
        Fits([mediaType], body, FieldPattern.Text("/user", "jane@x.y")).Should().Be(fits);
        Fits([Json, Form, Parts], body, FieldPattern.Text("/user", "jane@x.y")).Should().Be(fits, "the body says itself what it is");
    }

    [TestCase(Form, "a=b", true)]
    [TestCase(Form, "user=", false)]
    [TestCase(Form, "a=b&user", false)]
    [TestCase(Form, "users=1", true)]
    [TestCase(Json, """{"users":1}""", true)]
    [TestCase(Json, """{"user":null}""", false)]
    [TestCase(Parts, "--b--", true)]
    [TestCase(Parts, "--b\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\n\r\n--b--\r\n", false)]
    public void A_field_is_absent(string mediaType, string body, bool fits) =>
        Fits([mediaType], body, FieldPattern.Absent("user")).Should().Be(fits);

    [TestCase("user=jane&password=one", true)]
    [TestCase("password=two&user=john", true)]
    [TestCase("user=jane&password=two", false)]
    [TestCase("user=jane", false)]
    public void One_user_is_not_let_in_with_the_password_of_another(string body, bool fits) => Matches(
        FieldPatterns.Body(new([Form], null, []), User("jane", "one"), User("john", "two")), body).Should().Be(fits);

    [TestCase("a b&=+%", "user=a+b%26%3d%2B%25", true)]
    [TestCase("a b&=+%", "user=a%20b%26%3D%2b%25", true)]
    [TestCase("a b", "user=a b", false)]
    [TestCase("é", "user=%C3%A9", true)]
    [TestCase("é", "user=é", true)]
    public void A_form_may_be_encoded_in_several_ways(string value, string body, bool fits) =>
        Fits([Form], body, FieldPattern.Text("/user", value)).Should().Be(fits);

    [TestCase("""{"id":"a.b"}""", true)]
    [TestCase(" {\n  \"id\" : \"a.b\" }\n", true)]
    [TestCase("id=a.b", true)]
    [TestCase("""{"id":"axb"}""", false)]
    [TestCase("""{"id":"a.b","a":1}""", false)]
    [TestCase("""{"a":{"id":"a.b"}}""", false)]
    [TestCase("id=a.b&a=1", false)]
    [TestCase("a=1&id=a.b", false)]
    public void A_body_has_no_other_field(string body, bool fits) =>
        Matches(FieldPatterns.Only(new([Json, Form], null, []), "id", "\"a.b\""), body).Should().Be(fits);

    private static List<FieldPattern> User(string name, string password) =>
        [FieldPattern.Text("/user", name), FieldPattern.Text("/password", password)];

    private static bool Fits(string[] mediaTypes, string body, FieldPattern field) =>
        Matches(FieldPatterns.Body(new([.. mediaTypes], null, []), [field]), body);

    private static bool Matches(StubBody pattern, string body) =>
        Regex.IsMatch(body, ((StubBody.Matches)pattern).Regex, RegexOptions.None, TimeSpan.FromSeconds(5));
}
