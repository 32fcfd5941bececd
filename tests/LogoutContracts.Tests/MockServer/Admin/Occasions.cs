using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.Tests.MockServer.Admin;

public sealed class Occasions
{
    [Test]
    public void Always_is_every_time()
    {
        Taken(new Trigger.Always(), 5).Should().Equal(1, 2, 3, 4, 5);
    }

    [Test]
    public void The_next_few_are_over_when_they_have_come()
    {
        var count = new TriggerCounter(new Trigger.Next(2));
        count.IsOver.Should().BeFalse();
        Enumerable.Range(0, 5).Select(_ => count.Take()).Should().Equal(true, true, false, false, false);
        count.IsOver.Should().BeTrue();
        (count.Seen, count.Met).Should().Be((5, 2));
    }

    [Test]
    public void Every_third_starts_with_the_third()
    {
        Taken(new Trigger.Every(3), 10).Should().Equal(3, 6, 9);
        Taken(new Trigger.Every(1), 3).Should().Equal(1, 2, 3);
    }

    [Test]
    public void A_share_is_the_same_on_every_machine()
    {
        Taken(new Trigger.Share(0.25, 42), 40).Should().Equal(Taken(new Trigger.Share(0.25, 42), 40));
        Taken(new Trigger.Share(0.25, 42), 40).Should().NotEqual(Taken(new Trigger.Share(0.25, 43), 40));
        Taken(new Trigger.Share(0.25, 42), 20).Should().Equal(SharesOfSeed42);
    }

    [TestCase(0.0)]
    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.9)]
    [TestCase(1.0)]
    public void A_share_is_about_as_large_as_it_says(double fraction)
    {
        foreach (var seed in (int[])[0, 1, 7, -1, int.MinValue])
            (Taken(new Trigger.Share(fraction, seed), 10_000).Count / 10_000.0).Should().BeApproximately(fraction, 0.02, "seed {0}", seed);
    }

    [Test]
    public async Task Many_at_once_take_no_more_than_there_is()
    {
        var count = new TriggerCounter(new Trigger.Next(1_000));
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 1_000).Count(_ => count.Take()))));
        taken.Sum().Should().Be(1_000);
        (count.Seen, count.Met).Should().Be((8_000, 1_000));
    }

    private static readonly int[] SharesOfSeed42 = [9, 12, 13, 15, 16, 17, 20];

    private static List<int> Taken(Trigger trigger, int requests)
    {
        var count = new TriggerCounter(trigger);
        return [.. Enumerable.Range(1, requests).Where(_ => count.Take())];
    }
}
