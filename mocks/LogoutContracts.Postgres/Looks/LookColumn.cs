namespace LogoutContracts.Postgres.Looks;

/// <summary>The columns of <see cref="LookSql"/>, in its order. Those of a session, and of a user, are null if there is none.</summary>
internal static class LookColumn
{
    public const int Ahead = 0;
    public const int Now = 1;
    public const int Term = 2;
    public const int Epoch = 3;
    public const int Overrides = 4;
    public const int Family = 5;
    public const int Id = 6;
    public const int Account = 7;
    public const int Kind = 8;
    public const int Values = 9;
    public const int CommonName = 10;
    public const int Client = 11;
    public const int Preferred = 12;
    public const int OpenedAt = 13;
    public const int State = 14;
    public const int Superseded = 15;
    public const int Ended = 16;
    public const int Expired = 17;
    public const int Issued = 18;
    public const int Version = 19;
    public const int AccountName = 20;
    public const int AccountValues = 21;
    public const int AccountVersion = 22;
}
