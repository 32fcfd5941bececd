using LogoutContracts.Verification.Http.Pacing;

namespace LogoutContracts.Tests.Verification.Pacing;

/// <summary>How long the headers of a response ask the client to wait.</summary>
public sealed class RetryAdvices
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [TestCase(429, "Retry-After: 30", 30)]
    [TestCase(503, "Retry-After: 30", 30)]
    [TestCase(429, "Retry-After: 0", 1)]
    [TestCase(429, "Retry-After: Sat, 28 Nov 2026 12:00:45 GMT", 45)]
    [TestCase(429, "Retry-After: Sat, 28 Nov 2026 11:00:00 GMT", 1)]
    [TestCase(429, "X-RateLimit-Reset: 1795867220", 20)]
    [TestCase(429, "X-RateLimit-Reset: 1795867220500", 20.5)]
    [TestCase(429, "X-RateLimit-Reset: 90", 90)]
    [TestCase(429, "X-RateLimit-Reset: 2.5", 2.5)]
    [TestCase(429, "Retry-After: 5|X-RateLimit-Reset: 90", 5)]
    [TestCase(429, "X-RateLimit-Reset: 1795867520|Date: Sat, 28 Nov 2026 12:05:00 GMT", 20)]
    public void An_answer_says_how_long(int status, string headers, double seconds) =>
        Advice(status, headers).Should().Be(TimeSpan.FromSeconds(seconds));

    [TestCase(200, "Retry-After: 30")]
    [TestCase(500, "Retry-After: 30")]
    [TestCase(429, "")]
    [TestCase(429, "Retry-After: soon")]
    [TestCase(429, "Retry-After: -5")]
    [TestCase(429, "X-RateLimit-Reset: NaN")]
    public void Others_ask_for_nothing(int status, string headers) => Advice(status, headers).Should().BeNull();

    [Test]
    public void An_endless_number_is_a_long_wait() => Advice(429, $"Retry-After: {new string('9', 400)}").Should().Be(TimeSpan.MaxValue);

    [TestCase(429, "POST", true)]
    [TestCase(503, "GET", true)]
    [TestCase(503, "POST", false)]
    [TestCase(503, "DELETE", false)]
    public void Only_what_had_no_effect_is_sent_again(int status, string method, bool isSent) =>
        RetryAdvice.HadNoEffect(status, method).Should().Be(isSent);

    private static TimeSpan? Advice(int status, string headers)
    {
        var values = headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return RetryAdvice.Of(status, name => values.GetValueOrDefault(name), Now);
    }
}
