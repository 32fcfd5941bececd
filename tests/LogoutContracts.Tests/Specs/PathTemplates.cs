using LogoutContracts.MockServer.Routing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Specs;

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
    public void A_parameter_stands_for_one_whole_segment(string template, string path, bool fits) =>
        (Find(path, template) is not null).Should().Be(fits);

    [TestCase("/a/b/c", "/a/{x}/c", "/a/b/{y}")]
    [TestCase("/a/b/c", "/a/b/{y}", "/a/{x}/c")]
    [TestCase("/a/b/c", "/{x}/{y}/{z}", "/a/b/{y}")]
    [TestCase("/a/b/c", "/a/{x}/{y}", "/a/{p}/{q}")]
    public void Of_several_that_fit_the_first_is_meant(string path, string first, string second) =>
        Find(path, first, second).Should().Be(first);

    [TestCase("/a/b/c", "/a/b/{x}/d", "/{x}/b/c")]
    [TestCase("/a/b/c", "/a/b/d", "/a/{x}/c")]
    public void One_that_fits_is_found_behind_one_that_begins_alike(string path, string other, string meant) =>
        Find(path, other, meant).Should().Be(meant);

    [Test]
    public void Each_of_many_is_found()
    {
        string[] templates = [.. Enumerable.Range(0, 1_000).Select(i => $"/a/{{x}}/{i}/{{y}}")];
        foreach (var i in new[] { 0, 7, 999 })
            Find($"/a/b/{i}/c", templates).Should().Be(templates[i]);
        Find("/a/b/1000/c", templates).Should().BeNull();
    }

    [Test]
    public void Parameters_are_filled_in()
    {
        var template = new PathTemplate("/{a}/b/{c}");
        template.Parameters.Should().Equal("a", "c");
        template.HasParameters.Should().BeTrue();
        template.Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["c"] = "{a}" }).Should().Be("/1/b/{a}");
        var incomplete = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1" };
        template.Invoking(path => path.Fill(incomplete)).Should().Throw<KeyNotFoundException>();
        new PathTemplate("/a").Fill(new Dictionary<string, string>(StringComparer.Ordinal)).Should().Be("/a");
    }

    /// <returns>The template that matches the path, or null.</returns>
    private static string? Find(string path, params string[] templates)
    {
        var tree = new PathTree<string>();
        foreach (var template in templates)
            tree.Add(new(template), template);
        return tree.Find(path);
    }
}
