using System.Text;
using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.Tests.MockServer.Sessions;

/// <summary>The index by which sessions are found. A wrong result would give one user the session of another.</summary>
public sealed class TextIndexes
{
    private const int Many = 20_000;

    [Test]
    public void What_was_put_in_is_found_until_it_is_taken_out()
    {
        var index = NewIndex();
        var things = Enumerable.Range(0, Many).Select(Thing.Of).ToList();
        things.ForEach(index.Set);
        things.Where((_, i) => i % 2 == 0).ToList().ForEach(index.Remove);

        things.Select((thing, i) => ReferenceEquals(index.Find(thing.Text), i % 2 == 0 ? null : thing)).Should().NotContain(false);
        index.All.Should().HaveCount(Many / 2);
    }

    [Test]
    public void One_with_the_same_text_takes_the_place_of_the_other_and_is_not_taken_out_with_it()
    {
        var index = NewIndex();
        var (old, successor) = (Thing.Of(1), Thing.Of(1));
        index.Set(old);
        index.Set(successor);
        index.Remove(old);
        index.Find(old.Text).Should().BeSameAs(successor);
    }

    [Test]
    public void Places_that_became_free_do_not_keep_what_comes_later_from_being_found()
    {
        var index = NewIndex();
        for (var i = 0; i < Many; i++)
        {
            var thing = Thing.Of(i);
            index.Set(thing);
            index.Find(thing.Text).Should().BeSameAs(thing);
            index.Remove(thing);
            index.Find(thing.Text).Should().BeNull();
        }
    }

    /// <summary>Looks up unknown strings whose slots are being filled at the same time. In small indexes, that is frequent.</summary>
    [Test]
    public async Task Who_looks_while_others_come_finds_nothing_else()
    {
        var current = NewIndex();
        byte[][] unknown = [.. Enumerable.Range(0, 64).Select(i => Encoding.UTF8.GetBytes($"nobody {i}"))];
        Thing[] coming = [.. Enumerable.Range(0, 12).Select(Thing.Of)];
        using var filled = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        var reading = Task.Run(() =>
        {
            var wrong = 0;
            started.Set();
            while (!filled.IsCancellationRequested)
            {
                var index = Volatile.Read(ref current);
                wrong += unknown.Count(text => index.Find(text) is not null);
            }

            return wrong;
        });
        started.Wait();
        for (var i = 0; i < 5 * Many; i++)
        {
            var index = NewIndex();
            Volatile.Write(ref current, index);
            foreach (var thing in coming)
                index.Set(thing);
        }

        await filled.CancelAsync();
        (await reading).Should().Be(0);
    }

    private static TextIndex<Thing> NewIndex() => new(static thing => thing.Text);

    private sealed record Thing(byte[] Text)
    {
        public static Thing Of(int number) => new(Encoding.UTF8.GetBytes($"thing {number}"));
    }
}
