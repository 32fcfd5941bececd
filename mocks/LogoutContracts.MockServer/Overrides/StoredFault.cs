namespace LogoutContracts.MockServer.Overrides;

/// <summary>A fault in a form that can be written as JSON.</summary>
/// <param name="Kind">One of <see cref="Fault.Kinds"/>.</param>
/// <param name="By">Zero if it is no delay.</param>
internal sealed record StoredFault(string Kind, TimeSpan By, bool IsBefore)
{
    public static StoredFault Of(Fault fault) => new(
        fault.Kind, fault is Fault.Delay delay ? delay.By : TimeSpan.Zero, fault.Timing == FaultTiming.BeforeEffect);

    public Fault ToFault()
    {
        Fault fault = Kind switch
        {
            "delay" => new Fault.Delay(By),
            "reset" => new Fault.Reset(),
            "empty" => new Fault.EmptyReply(),
            "truncate" => new Fault.TruncatedBody(),
            _ => new Fault.Hang(),
        };
        return fault with { Timing = IsBefore ? FaultTiming.BeforeEffect : FaultTiming.AfterEffect };
    }
}
