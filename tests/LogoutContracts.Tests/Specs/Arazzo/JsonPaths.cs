using System.Text.Json;
using LogoutContracts.Specs.Arazzo;

namespace LogoutContracts.Tests.Specs.Arazzo;

/// <summary>JSONPath queries as in the tables of RFC 9535.</summary>
public sealed class JsonPaths
{
    private const string Shop = """
        {"store":{"book":[
          {"category":"reference","author":"Nigel Rees","title":"Sayings","price":8.95},
          {"category":"fiction","author":"Evelyn Waugh","title":"Sword","price":12.99},
          {"category":"fiction","author":"Herman Melville","title":"Moby Dick","isbn":"0-553-21311-3","price":8.99},
          {"category":"fiction","author":"J. R. R. Tolkien","title":"The Lord","isbn":"0-395-19395-8","price":22.99}],
          "bicycle":{"color":"red","price":399}},
         "a b":1,"list":[0,1,2,3,4,5],"n":null,"words":["ab","abc","x","É"],"nested":[[1],[2,[3]],{"k":"v"}]}
        """;

    [TestCase("$", 1)]
    [TestCase("$.store.book[*].author", "Nigel Rees", "Evelyn Waugh", "Herman Melville", "J. R. R. Tolkien")]
    [TestCase("$..author", "Nigel Rees", "Evelyn Waugh", "Herman Melville", "J. R. R. Tolkien")]
    [TestCase("$.store..price", 8.95, 12.99, 8.99, 22.99, 399)]
    [TestCase("$..book[2].title", "Moby Dick")]
    [TestCase("$..book[-1].title", "The Lord")]
    [TestCase("$..book[0,1].title", "Sayings", "Sword")]
    [TestCase("$..book[:2].title", "Sayings", "Sword")]
    [TestCase("$..book[?@.isbn].title", "Moby Dick", "The Lord")]
    [TestCase("$..book[?@.price<10].title", "Sayings", "Moby Dick")]
    [TestCase("$..book[?(@.price < 10 && !@.isbn)].title", "Sayings")]
    [TestCase("$..book[?!(@.price < 10) || @.category == 'reference'].title", "Sayings", "Sword", "The Lord")]
    [TestCase("$.store.book[?@.price > $.store.book[0].price].price", 12.99, 8.99, 22.99)]
    [TestCase("$['a b']", 1)]
    [TestCase("$ .list [ 0 , 1 ]", 0, 1)]
    [TestCase("$[\"a b\"]", 1)]
    [TestCase("$.list[1:3]", 1, 2)]
    [TestCase("$.list[5:1:-2]", 5, 3)]
    [TestCase("$.list[::-1]", 5, 4, 3, 2, 1, 0)]
    [TestCase("$.list[-2:]", 4, 5)]
    [TestCase("$.list[:-4]", 0, 1)]
    [TestCase("$.list[1:5:2]", 1, 3)]
    [TestCase("$.list[0:2:0]")]
    [TestCase("$.list[9]")]
    [TestCase("$.list[-9]")]
    [TestCase("$.list[0, 0]", 0, 0)]
    [TestCase("$.list[?@ >= 4]", 4, 5)]
    [TestCase("$.n", null)]
    [TestCase("$.n.a")]
    [TestCase("$.nope")]
    [TestCase("$[?@ == null]", null)]
    [TestCase("$.store.book[?@.isbn == @.nope].title", "Sayings", "Sword")]
    [TestCase("$.words[?length(@) == 2]", "ab")]
    [TestCase("$.words[?length(@) == 1]", "x", "É")]
    [TestCase("$.words[?match(@, 'a.')]", "ab")]
    [TestCase("$.words[?search(@, 'b')]", "ab", "abc")]
    [TestCase("$.words[?!search(@, '[a-c]')]", "x", "É")]
    [TestCase("$.words[?@ < 'abc']", "ab")]
    [TestCase("$.store[?count(@.*) == 2].color", "red")]
    [TestCase("$.store.book[?value(@..isbn) == '0-553-21311-3'].title", "Moby Dick")]
    [TestCase("$.nested[?@[?@.k]]")]
    [TestCase("$.nested[?@[?@ > 1]][0]", 2)]
    [TestCase("$.nested..[?@ == 3]", 3)]
    [TestCase("$.words[?@ == '\\u00c9']", "É")]
    public void A_query_finds_its_nodes(string query, params object?[]? values)
    {
        JsonPathParser.TryParse(query, out var path, out var problem).Should().BeTrue(problem);
        var found = path!.Select(JsonElement.Parse(Shop));
        if (query is "$")
            found.Should().HaveCount(1);
        else
            found.Select(Plain).Should().Equal(values ?? [null]);
    }

    [TestCase("", "'$' at column 1")]
    [TestCase("store", "'$' at column 1")]
    [TestCase("$.", "a name or '*' at column 3")]
    [TestCase("$ ", "'.name', '[…]' or the end at column 2")]
    [TestCase("$.a b", "'.name', '[…]' or the end at column 4")]
    [TestCase("$[", "a quoted name, an index, a slice, '*' or '?' at column 3")]
    [TestCase("$[01]", "a quoted name, an index, a slice, '*' or '?' at column 3")]
    [TestCase("$[-0]", "a quoted name, an index, a slice, '*' or '?' at column 3")]
    [TestCase("$['a]", "a quoted name, an index, a slice, '*' or '?' at column 3")]
    [TestCase("$[0", "',' or ']' at column 4")]
    [TestCase(
        "$[?@.a == @.*]",
        "values on both sides of the comparison: literals, functions that return a value, or queries for a single node at column 14")]
    [TestCase("$[?1]", "a comparison at column 5")]
    [TestCase("$[?length(@.a)]", "a comparison at column 15")]
    [TestCase("$[?length(@.*) == 1]", "valid arguments for length() at column 15")]
    [TestCase("$[?count(1) == 1]", "valid arguments for count() at column 12")]
    [TestCase("$[?size(@) == 1]", "'@', '$', a literal, or one of the functions length, count, match, search, value at column 8")]
    [TestCase(
        "$[?match(@, 'a') == true]",
        "values on both sides of the comparison: literals, functions that return a value, or queries for a single node at column 21")]
    [TestCase("$[?(@.a]", "')' at column 8")]
    [TestCase("$[?@.a = 1]", "',' or ']' at column 8")]
    public void What_is_no_query_is_refused_with_its_place(string query, string expected)
    {
        JsonPathParser.TryParse(query, out var path, out var problem).Should().BeFalse();
        path.Should().BeNull();
        problem.Should().EndWith($", with {expected}");
    }

    [Test]
    public void Filters_that_are_nested_too_deeply_are_refused() =>
        JsonPathParser.TryParse($"$[?{new string('(', 5_000)}@{new string(')', 5_000)}]", out _, out _).Should().BeFalse();

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt32(out var whole) ? whole : element.GetDouble(),
        _ => null,
    };
}
