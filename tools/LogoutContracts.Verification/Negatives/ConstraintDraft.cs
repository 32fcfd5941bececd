using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Negatives;

/// <summary>A constraint, and how to break it and to keep it at its edge.</summary>
/// <param name="Name">Within its operation, such as <c>sessionId-type</c>.</param>
/// <param name="Title">What the spec asks for.</param>
/// <param name="Breaking">What is sent to break it; empty where nothing is.</param>
/// <param name="Breaks">Null where no request breaks it alone.</param>
/// <param name="Keeping">What is sent at the edge.</param>
/// <param name="Keeps">Null: the example is at the edge itself.</param>
/// <param name="Untried">Why nothing breaks it.</param>
internal sealed record ConstraintDraft(string Name, string Title, Position At, string Breaking = "", DraftEdit? Breaks = null, string Keeping = "", DraftEdit? Keeps = null, string Untried = "");

/// <param name="NeedsOther">Whether a session of a second user takes part.</param>
/// <param name="ChangesValue">Whether a value that the user has chosen, such as a password, is another one then.</param>
internal sealed record DraftEdit(RequestChange Edit, bool NeedsOther = false, bool ChangesValue = false)
{
    /// <summary>Whether the body has a media type that the operation does not declare.</summary>
    public bool ChangesMediaType { get; init; }
}
