namespace LogoutContracts.Postgres.Looks;

/// <summary>The columns of <see cref="LookSql"/>, in its order. Those of a session, and of a user, are null if there is none.</summary>
internal static class LookColumn
{
    public const int Ahead = 0;
    public const int Now = 1;
    public const int Term = 2;
    public const int Epoch = 3;
    public const int Overrides = 4;

    /// <summary>Number of the query that the row is for; null if nothing was found for any.</summary>
    public const int Query = 5;

    public const int Family = 6;
    public const int Id = 7;
    public const int Account = 8;
    public const int Kind = 9;
    public const int Values = 10;
    public const int CommonName = 11;
    public const int Client = 12;
    public const int Preferred = 13;
    public const int OpenedAt = 14;
    public const int State = 15;
    public const int Superseded = 16;
    public const int Ended = 17;
    public const int Expired = 18;
    public const int Issued = 19;
    public const int Version = 20;
    public const int Touched = 21;
    public const int AccountName = 22;
    public const int AccountValues = 23;
    public const int AccountVersion = 24;
}
