using System.Diagnostics;

namespace LogoutContracts.Fuzz.Engine;

/// <summary>Tries inputs on a target until the time is over or one breaks it.</summary>
internal static class Fuzzer
{
    // Even a slow machine tries some.
    private const int MinInputs = 20;

    // Longer than any input should take, so that a slow machine does not count as a hang.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    /// <returns>The number of mutated inputs that the target withstood.</returns>
    /// <exception cref="AssertionException">
    /// An input broke the target. The message names the file that keeps a smaller one, in the corpus.
    /// </exception>
    public static async Task<int> RunAsync(FuzzTarget target, FuzzSettings settings)
    {
        foreach (var (file, input) in Corpus.Of(target))
        {
            if (await ProblemOfAsync(target, input) is { } old)
                throw new AssertionException($"{target.Name} does not withstand {file}: {old}");
        }

        var mutator = new Mutator(settings.Seed, target.Samples, target.Words);
        var started = Stopwatch.GetTimestamp();
        var number = 0;
        for (; number < MinInputs || Stopwatch.GetElapsedTime(started) < settings.Time; number++)
        {
            if (await ProblemOfAsync(target, mutator[number]) is not { } problem)
                continue;
            var smallest = await Minimizer.MinimizeAsync(
                mutator[number], async smaller => await ProblemOfAsync(target, smaller) is not null);
            throw new AssertionException(
                $"{target.Name} does not withstand input {number} of seed {settings.Seed}: {problem}\n"
                + $"A smaller one is now in {Corpus.Add(target, smallest)}: {await ProblemOfAsync(target, smallest)}");
        }

        return number;
    }

    private static async Task<string?> ProblemOfAsync(FuzzTarget target, byte[] input)
    {
        try
        {
            return await Task.Run(() => target.TryAsync(input)).WaitAsync(Hang);
        }
        catch (Exception e) when (e is not TimeoutException)
        {
            return e.ToString();
        }
        catch (TimeoutException)
        {
            return "it gives no result within a minute.";
        }
    }
}
