using System.Globalization;

namespace LogoutContracts.Cli.Pacing;

/// <summary>How far a run has come.</summary>
/// <param name="Total">Number of cases.</param>
/// <param name="Done">Number of finished cases.</param>
/// <param name="Failed">Number of failed cases.</param>
/// <param name="Elapsed">The time since the start.</param>
internal readonly record struct RunProgress(int Total, int Done, int Failed, TimeSpan Elapsed)
{
    /// <summary>The time left if the other cases take as long as those so far; empty if nothing is left, or nothing is done yet.</summary>
    public string TimeLeft => Done == 0 || Done >= Total ? "" : $", about {PaceText.Time(Elapsed * (Total - Done) / Done)} left";

    /// <param name="verb">The word for finished cases, such as "verified".</param>
    /// <param name="left">What is left, such as <see cref="TimeLeft"/>.</param>
    public string Line(string verb, string left) =>
        string.Create(CultureInfo.InvariantCulture, $"{verb} {Done} of {Total}, {Failed} failed{left}");
}
