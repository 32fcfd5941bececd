using LogoutContracts.Specs;

namespace LogoutContracts.Tests;

public sealed class PathTemplates
{
    [TestCase("/a/b", "/a/b", true)]
    [TestCase("/a/b", "/a/b/", false)]
    [TestCase("/a/b", "/a", false)]
    [TestCase("/a/b", "/A/b", false)]
    [TestCase("/", "/", true)]
    [TestCase("/", "", false)]
    [TestCase("/user/{uid}/x", "/user/7/x", true)]
    [TestCase("/user/{uid}/x", "/user/a%2Fb é/x", true)]
    [TestCase("/user/{uid}/x", "/user//x", false)]
    [TestCase("/user/{uid}/x", "/user/7/8/x", false)]
    [TestCase("/user/{uid}/x", "/user/7", false)]
    [TestCase("/user/{uid}", "/user/7", true)]
    [TestCase("/user/{uid}", "/user/", false)]
    [TestCase("/{a}/{b}", "/1/2", true)]
    [TestCase("/a{b}", "/a1", false)]
    [TestCase("/{}", "/x", false)]
    public void A_parameter_stands_for_one_whole_segment(string template, string path, bool fits) => new PathTemplate(template).Matches(path).Should().Be(fits);

    [Test]
    public void Parameters_are_filled_in()
    {
        var template = new PathTemplate("/{a}/b/{c}");
        template.Parameters.Should().Equal("a", "c");
        template.HasParameters.Should().BeTrue();
        template.Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["c"] = "{a}" }).Should().Be("/1/b/{a}");
        template.Invoking(path => path.Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1" })).Should().Throw<KeyNotFoundException>();
        new PathTemplate("/a").Fill(new Dictionary<string, string>(StringComparer.Ordinal)).Should().Be("/a");
    }
}
