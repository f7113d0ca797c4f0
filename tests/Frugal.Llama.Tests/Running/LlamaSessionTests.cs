using Frugal.Gguf;

namespace Frugal.Llama.Tests.Running;

[NeedsLlamaCpp]
public class LlamaSessionTests
{
    private static readonly int[] Prompt = [.. Enumerable.Range(0, 40).Select(i => 3 + i * 37 % 256)];

    [Test]
    public void A_session_writes_what_a_plain_loop_over_llama_cpp_writes()
    {
        using var tiny = new Tiny();
        using var session = tiny.Model.Start();
        using var weights = LlamaRuns.Load(tiny.Path);
        using var context = weights.CreateContext(new LLama.Common.ModelParams(tiny.Path) { GpuLayerCount = 0, ContextSize = 128, Threads = 1, BatchThreads = 1 });

        Assert.That(Write(session, Prompt, 20), Is.EqualTo(LlamaReadsFrugalTests.Answer(context, [.. Prompt.Select(token => (LLama.Native.LLamaToken)token)], 20)));
        Assert.That((session.Count, session.Capacity), Is.EqualTo((Prompt.Length + 20, TinyLlama.Context)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void After_a_cut_and_another_reading_all_is_as_in_a_fresh_session(bool in8Bits)
    {
        using var tiny = new Tiny();
        var options = new LanguageSessionOptions { CacheIn8Bits = in8Bits };
        using var used = tiny.Model.Start(options);
        using var fresh = tiny.Model.Start(options);
        _ = Write(used, [.. Prompt, 9, 8, 7], 10);

        used.Cut(25);
        Assert.Throws<InvalidOperationException>(() => used.Choose());
        Assert.That(used.Count, Is.EqualTo(25));
        fresh.Read(Prompt[..25]);

        Assert.That(Write(used, Prompt[25..], 20), Is.EqualTo(Write(fresh, Prompt[25..], 20)));
        used.Cut(0);
        fresh.Cut(0);
        Assert.That(Write(used, [5], 5), Is.EqualTo(Write(fresh, [5], 5)));
    }

    [Test]
    public void Keys_and_values_in_8_bits_take_17_bytes_for_32_and_predict_nearly_the_same()
    {
        using var tiny = new Tiny();
        using var half = tiny.Model.Start(new() { Capacity = 300 });
        using var eighth = tiny.Model.Start(new() { Capacity = 300, CacheIn8Bits = true });

        // 512 places, 2 blocks, keys and values of 2 heads of 64.
        Assert.That(half.CacheBytes, Is.EqualTo(512 * 2 * 2 * 2 * 64 * 2));
        Assert.That(eighth.CacheBytes, Is.EqualTo(half.CacheBytes * 17 / 32));
        half.Read(Prompt);
        eighth.Read(Prompt);
        Assert.That(eighth.Choose(), Is.EqualTo(half.Choose()));
    }

    [Test]
    public void Cache_bytes_are_those_that_llama_cpp_reports()
    {
        using var tiny = new Tiny();
        LlamaLog.Keep();

        using var session = tiny.Model.Start(new() { Capacity = 300, CacheIn8Bits = true });

        Assert.That(LlamaLog.Text, Does.Contain(FormattableString.Invariant($"size = {session.CacheBytes / 1048576.0,7:0.00} MiB (   512 cells,   2 layers")));
    }

    [Test]
    public void What_does_not_fit_or_is_no_token_is_refused_and_the_session_stays_usable()
    {
        using var tiny = new Tiny();
        using var session = tiny.Model.Start(new() { Capacity = 8 });
        session.Read([5, 6, 7, 8, 9]);

        Assert.That(Assert.Throws<FrugalException>(() => session.Read([1, 2, 3, 4]))!.Message, Does.Contain("holds 5 of 8 tokens; 4 more do not fit"));
        Assert.That(Assert.Throws<FrugalException>(() => session.Read([TinyLlama.Tokens]))!.Message, Does.Contain($"tokens 0 to {TinyLlama.Tokens - 1}"));
        Assert.Throws<FrugalException>(() => session.Read([-1]));
        Assert.Throws<ArgumentException>(() => session.Read([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => session.Cut(6));
        session.Read([5, 6, 7]);
        Assert.That((session.Count, session.Choose()), Is.EqualTo((8, session.Choose())));
        Assert.Throws<FrugalException>(() => session.Read([5]));
        Assert.That(Assert.Throws<FrugalException>(() => tiny.Model.Start(new() { Capacity = 7 }))!.Message, Does.Contain("Capacity is 7; it must be 8 to 131,072"));
        Assert.Throws<FrugalException>(() => tiny.Model.Start(new() { Temperature = 2.1 }));
        Assert.Throws<FrugalException>(() => session.Sample(1, 0, 1));
    }

    [Test]
    public void A_narrow_head_is_refused_for_8_bits()
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F32, width: 160).Save(folder["narrow.gguf"]);   // heads of 40
        using var model = LlamaLanguageModel.Open(folder["narrow.gguf"], new() { Threads = 1 });

        Assert.That(Assert.Throws<FrugalException>(() => model.Start(new() { CacheIn8Bits = true }))!.Message, Does.Contain("heads are 40 wide; keys and values in 8 bits need a multiple of 32"));
        model.Start().Dispose();
    }

    [Test]
    public async Task A_long_text_is_read_in_parts_and_a_cancellation_comes_between_two()
    {
        using var tiny = new Tiny();
        using var session = tiny.Model.Start(new() { Capacity = 8192 });
        using var cancelled = new CancellationTokenSource();
        int[] text = [.. Enumerable.Range(0, 8000).Select(i => 3 + i % 256)];
        var reading = Task.Run(() => session.Read(text, cancelled.Token));
        SpinWait.SpinUntil(() => session.Count > 0 || reading.IsCompleted);
        cancelled.Cancel();

        await Assert.CatchAsync<OperationCanceledException>(() => reading);
        Assert.That(session.Count, Is.InRange(512, 7680).And.Matches<int>(count => count % 512 == 0));
        session.Read(text.AsSpan(session.Count, 10));
        Assert.That(session.Choose(), Is.InRange(0, TinyLlama.Tokens - 1));
    }

    [Test]
    public void Eight_sessions_at_once_take_turns_and_write_what_each_writes_alone()
    {
        using var tiny = new Tiny();
        const int sessions = 8, written = 60;
        var starts = Enumerable.Range(0, sessions).Select(i => Prompt.Select(token => 3 + (token + i * 11) % 256).ToArray()).ToArray();
        var alone = starts.Select(start =>
        {
            using var session = tiny.Model.Start();
            return Write(session, start, written);
        }).ToArray();
        int[] first;
        var rounds = 0;
        do
        {
            first = Together();
        }
        while (first.Min() < written / 2 && ++rounds < 20);   // on a busy machine, the system lets a thread wait for longer than another takes for all its tokens

        Assert.That(first.Min(), Is.GreaterThanOrEqualTo(written / 2), string.Join(' ', first));

        // What each has written when the first one ends.
        int[] Together()
        {
            var progress = new int[sessions];
            var atEnd = new int[sessions][];
            using var together = new Barrier(sessions);
            var threads = starts.Select((start, i) => new Thread(() =>
            {
                using var session = tiny.Model.Start();
                together.SignalAndWait();
                Assert.That(Write(session, start, written, () => Volatile.Write(ref progress[i], progress[i] + 1)), Is.EqualTo(alone[i]));
                atEnd[i] = [.. progress];
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.That(atEnd, Has.None.Null, "a session failed");
            return atEnd.MinBy(counts => counts.Sum())!;
        }
    }

    [Test]
    public void A_token_allocates_next_to_nothing()
    {
        using var tiny = new Tiny();
        using var session = tiny.Model.Start(new() { Capacity = 400 });
        _ = Write(session, Prompt, 50);
        var before = GC.GetAllocatedBytesForCurrentThread();

        _ = WriteOn(session, 200);

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 200, Is.LessThanOrEqualTo(64));
    }

    [Test]
    public void A_seed_draws_the_same_text_again()
    {
        using var tiny = new Tiny();
        using var session = tiny.Model.Start(new() { Temperature = 1.5, TopP = 1, Seed = 5 });
        var first = Write(session, Prompt, 20);

        session.Cut(0);
        session.Sample(1.5, 1, 5);
        Assert.That(Write(session, Prompt, 20), Is.EqualTo(first));
        session.Cut(0);
        session.Sample(1.5, 1, 6);
        Assert.That(Write(session, Prompt, 20), Is.Not.EqualTo(first));
    }

    private static List<int> Write(ILanguageSession session, int[] prompt, int count, Action? step = null)
    {
        session.Read(prompt);
        return WriteOn(session, count, step);
    }

    private static List<int> WriteOn(ILanguageSession session, int count, Action? step = null)
    {
        var written = new List<int>(count);
        while (written.Count < count)
        {
            written.Add(session.Choose());
            session.Read([written[^1]]);
            step?.Invoke();
        }

        return written;
    }

    private sealed class Tiny : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Tiny()
        {
            TinyLlama.Writer(GgufType.F32).Save(Path);
            Model = LlamaLanguageModel.Open(Path, new() { Threads = 1 });
        }

        public string Path => folder["tiny.gguf"];

        public ILanguageModel Model { get; }

        public void Dispose()
        {
            Model.Dispose();
            folder.Dispose();
        }
    }
}
