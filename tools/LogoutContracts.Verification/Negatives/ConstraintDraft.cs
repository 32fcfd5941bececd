using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Negatives;

/// <summary>A constraint, with a change to the example that violates it, and one that only just meets it.</summary>
/// <param name="Name">The name within the operation, such as <c>sessionId-type</c>.</param>
/// <param name="Title">What the spec requires.</param>
/// <param name="Breaking">Describes the violation; empty if there is none.</param>
/// <param name="Breaks">Null if no request violates only this constraint.</param>
/// <param name="Keeping">Describes the change that only just meets the constraint; empty if there is none.</param>
/// <param name="Keeps">Null if the example itself only just meets it.</param>
/// <param name="Untried">Why no request violates only this constraint; empty if one does.</param>
internal sealed record ConstraintDraft(
    string Name, string Title, Position At, string Breaking = "", DraftEdit? Breaks = null, string Keeping = "", DraftEdit? Keeps = null,
    string Untried = "");

/// <summary>A change to the example's request.</summary>
/// <param name="NeedsOther">Whether it needs a session of a second user.</param>
/// <param name="ChangesValue">Whether it changes the value of a parameter or of the body, which may be an input of a login.</param>
internal sealed record DraftEdit(RequestChange Edit, bool NeedsOther = false, bool ChangesValue = false)
{
    /// <summary>Whether the body has a media type that the operation does not declare.</summary>
    public bool ChangesMediaType { get; init; }
}
