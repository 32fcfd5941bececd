using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Specs;

public sealed class ValueLists
{
    [Test]
    public void Lists_of_equal_items_are_equal()
    {
        ValueList<string> one = ["a", "b"];
        var other = new List<string> { "a", "b" }.ToValueList();
        (one == other).Should().BeTrue();
        one.GetHashCode().Should().Be(other.GetHashCode());
        new Releases("a", one).Should().Be(new Releases("a", other), "records compare their lists by value");
    }

    [Test]
    public void Order_and_length_tell_lists_apart()
    {
        ValueList<string> list = ["a", "b"];
        (list != ["b", "a"]).Should().BeTrue();
        (list != ["a"]).Should().BeTrue();
        (list != ["a", "b", "c"]).Should().BeTrue();
    }

    [Test]
    public void A_list_that_nobody_made_is_empty()
    {
        var none = default(ValueList<int>);
        (none == []).Should().BeTrue();
        none.GetHashCode().Should().Be(ValueList<int>.Empty.GetHashCode()).And.Be(new List<int>().ToValueList().GetHashCode());
        none.Count.Should().Be(0);
        none.Should().BeEmpty();
        none.ToString().Should().Be("[]");
        none.Invoking(list => list[0]).Should().Throw<IndexOutOfRangeException>();
    }

    [Test]
    public void A_list_may_hold_lists_and_nothing()
    {
        ValueList<ValueList<string?>> one = [["a", null], []];
        ValueList<ValueList<string?>> other = [["a", null], default];
        (one == other).Should().BeTrue();
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.ToString().Should().Be("[[a, ], []]");
    }
}
