using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;

namespace LogoutContracts.ClientAudit.Observing;

/// <summary>A request of a client, and what the mock did with it. Times are from the start of the run.</summary>
internal sealed record ObservedCall
{
    /// <summary>From 1, in the order in which answers were decided.</summary>
    public required int Number { get; init; }

    public required ClientStep Step { get; init; }

    /// <summary>Whether it was sent when the client ran once more, after the disturbed logout.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Method and path, without credentials.</summary>
    public required string Text { get; init; }

    public bool IsLogout { get; init; }

    /// <summary>Whether the operation gives sessions new tokens.</summary>
    public bool IsRenewal { get; init; }

    /// <summary>Whether the answer opened a session.</summary>
    public bool OpensSession { get; init; }

    /// <summary>The tokens anywhere in the request.</summary>
    public ValueList<ObservedToken> Tokens { get; init; } = [];

    /// <summary>The tokens in its URL, unless the contract wants them there.</summary>
    public ValueList<ObservedToken> InUrl { get; init; } = [];

    /// <summary>0 if the client got no answer.</summary>
    public int Status { get; init; }

    /// <summary>Whether a fault kept the client from getting the whole answer.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Whether the connection was reset.</summary>
    public bool IsReset { get; init; }

    public required TimeSpan Arrived { get; init; }

    /// <summary>When the last byte of the answer was sent, or the connection broken off; null if neither happened during the run.</summary>
    public TimeSpan? Finished { get; init; }

    /// <summary>Whether a live token was used, and the contract's answer accepted it.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>Whether it ended the session whose tokens it carries.</summary>
    public bool HasEndedSession { get; init; }

    /// <summary>Whether the answer tells the client that the tokens of the request are dead.</summary>
    public bool RefusesTokens { get; init; }

    public ExchangeEvidence Evidence { get; init; } = ExchangeEvidence.None;

    /// <summary>Whether the client has learned that the logout succeeded.</summary>
    public bool IsSuccessfulLogout => IsLogout && HasEndedSession && !IsBroken && Status is >= 200 and < 400;

    /// <summary>Whether the logout neither succeeded nor showed that the token is dead.</summary>
    public bool IsFailedLogout => IsLogout && Tokens.Count > 0 && !IsSuccessfulLogout && !RefusesTokens;

    public bool Carries(ObservedToken token) => Tokens.Contains(token);

    /// <summary>The time from the end of an earlier exchange to this request; null if that is not over.</summary>
    public TimeSpan? Since(ObservedCall? earlier) => Arrived - earlier?.Finished;
}
