using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>Which URLs a mapping matches.</summary>
internal abstract record UrlPattern
{
    private UrlPattern()
    {
    }

    /// <summary>The only path that can match, as a client sends it; null if others can, too.</summary>
    public virtual string? Literal => null;

    /// <summary>What it expects, for messages.</summary>
    public abstract string Expected { get; }

    public abstract bool Matches(MappedRequest request);

    public sealed override string ToString() => Expected;

    /// <summary>Any URL.</summary>
    public sealed record Any : UrlPattern
    {
        public override string Expected => "any URL";

        public override bool Matches(MappedRequest request) => true;
    }

    /// <summary>This path and query.</summary>
    public sealed record Exact(string Target) : UrlPattern
    {
        public override string Literal => Target.Split('?')[0];

        public override string Expected => Target;

        public override bool Matches(MappedRequest request) => string.Equals(request.Target, Target, StringComparison.Ordinal);
    }

    /// <summary>This path, with any query.</summary>
    public sealed record ExactPath(string Path) : UrlPattern
    {
        public override string Literal => Path;

        public override string Expected => Path;

        public override bool Matches(MappedRequest request) => string.Equals(request.RawPath, Path, StringComparison.Ordinal);
    }

    /// <summary>A regular expression for path and query.</summary>
    public sealed record Pattern(TextPattern Regex) : UrlPattern
    {
        public override string Expected => $"a URL that matches '{Regex.Source}'";

        public override bool Matches(MappedRequest request) => Regex.IsMatch(request.Target);
    }

    /// <summary>A regular expression for the path.</summary>
    public sealed record PathPattern(TextPattern Regex) : UrlPattern
    {
        public override string Expected => $"a path that matches '{Regex.Source}'";

        public override bool Matches(MappedRequest request) => Regex.IsMatch(request.RawPath);
    }

    /// <summary>A path template, such as <c>/users/{id}</c>.</summary>
    public sealed record Template(PathTemplate Path) : UrlPattern
    {
        public override string? Literal => Path.HasParameters ? null : Path.Text;

        public override string Expected => Path.Text;

        public override bool Matches(MappedRequest request) => Path.Matches(request.RawPath);
    }

    /// <summary>A condition for the decoded path, or the whole URL, as in WireMock.Net.</summary>
    /// <param name="Only">The only path that can match, if there is one.</param>
    public sealed record Condition(ValueMatcher Matcher, bool IsWhole, string? Only) : UrlPattern
    {
        public override string? Literal => Only;

        public override string Expected => $"{(IsWhole ? "URL" : "path")} {Matcher.Expected}";

        public override bool Matches(MappedRequest request) =>
            Matcher.Matches(new(IsWhole ? $"{request.Scheme}://{request.Authority}{request.Target}" : request.Path));
    }
}
