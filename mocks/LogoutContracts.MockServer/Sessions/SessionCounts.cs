namespace LogoutContracts.MockServer.Sessions;

/// <summary>How many sessions are in each state.</summary>
internal readonly record struct SessionCounts(long Active, long Ended, long Expired);
