namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>A probe that cannot tell live sessions from dead ones.</summary>
internal static class PublicProbe
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "public-probe",
            "T0",
            "laravel",
            "The operation that should require a session answers without one.",
            static (call, answer) =>
            {
                if (call.IsProbe && !call.CallerWasActive)
                    call.ActAs(call.Table.Open("anybody", call.Model.DefaultKind, call.Now, null));
                return answer();
            }),
    ];
}
