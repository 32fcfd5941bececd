using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>
/// The sessions that a server knows. Implemented by structs and used as a type argument, so that a lookup allocates nothing.
/// </summary>
public interface ISessionLookup<TSession>
    where TSession : class
{
    /// <summary>The session with this value, or null.</summary>
    /// <param name="place">Index of the value in <see cref="SessionModel.ValueNames"/>; not one that all sessions of a user share.</param>
    TSession? Find(int place, ReadOnlySpan<char> value);

    /// <summary>Whether any session or user has this value.</summary>
    /// <param name="place">Index of the value in <see cref="SessionModel.ValueNames"/>.</param>
    bool Knows(int place, ReadOnlySpan<char> value);

    /// <summary>Whether this is the session's value.</summary>
    /// <param name="place">Index of the value in <see cref="SessionModel.ValueNames"/>.</param>
    bool Has(TSession session, int place, ReadOnlySpan<char> value);

    /// <summary>The state of one of the session's values.</summary>
    /// <param name="place">Index of the value in <see cref="SessionModel.ValueNames"/>.</param>
    SessionState StateOf(TSession session, int place);

    /// <summary>Whether both are the same session, with the same or other values.</summary>
    bool IsSame(TSession one, TSession other);

    /// <summary>Whether both sessions belong to one user.</summary>
    bool IsSameUser(TSession one, TSession other);
}
