using Frugal.Measuring;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(6, "Bounded history: a window of tokens, a cache that is reused, its bytes")]
[Points(14)]
[Hint("A chat grows with each turn, and its memory with it: drop the oldest turns, and read only what the cache does not hold yet.")]
public class HistoryTests : TaskFixture
{
    private const string Window = "TokenWindow.Keep";
    private const string Plan = "CachePlan";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2), Hint("Count from the newest turn back; the room is the capacity without the answer.")]
    public void The_newest_turns_are_kept_as_far_as_they_fit()
    {
        Keeps("one turn that fills the room", [User(90)], 100, 10, 0);
        Keeps("a short chat", [System(10), User(5), Assistant(5), User(5)], 100, 50, 0, 1, 2, 3);
        Keeps("a chat that fills the room to the last token", [System(10), User(20), Assistant(20), User(10)], 100, 40, 0, 1, 2, 3);
        Keeps("the same with one token less", [System(10), User(20), Assistant(20), User(10)], 99, 40, 0, 3);
        Keeps("two system turns, and one later on", [System(10), System(5), User(10), System(10), Assistant(10), User(10)], 60, 10, 0, 1, 5);
        Keeps("no system turn, four questions", [User(10), Assistant(10), User(10), Assistant(10), User(10), Assistant(10), User(10)], 60, 9, 2, 3, 4, 5, 6);
        Keeps("an old turn that would fit after one that does not", [User(1), Assistant(1), User(1), Assistant(200), User(10)], 60, 10, 4);
    }

    [Test, Hidden, Points(1), Hint("Remember the last user's turn that fitted: an answer without its question is dropped. Turns in between can have any role.")]
    public void What_is_kept_begins_with_a_users_turn_in_any_chat()
    {
        Keeps("an answer that fits without its question", [System(10), User(50), Assistant(10), User(10)], 60, 10, 0, 3);
        Keeps("two questions in a row", [User(10), User(10), Assistant(10), User(10)], 40, 5, 1, 2, 3);
        Keeps("two answers in a row", [User(30), Assistant(10), Assistant(10), User(10)], 60, 5, 3);
        for (var i = 0; i < 60; i++)
        {
            TurnData[] turns = [.. Enumerable.Range(0, Unseen.Next(3)).Select(_ => System(Unseen.Next(1, 20))), .. Enumerable.Range(0, Unseen.Next(12)).Select(_ => Unseen.Next(6) switch { 0 => System(Unseen.Next(1, 20)), < 4 => User(Unseen.Next(1, 20)), _ => Assistant(Unseen.Next(1, 20)) }), User(Unseen.Next(1, 20))];
            var answer = Unseen.Next(20);
            var capacity = answer + turns.TakeWhile(turn => turn.Role == "system").Sum(turn => turn.Tokens) + turns[^1].Tokens + Unseen.Next(120);
            Keeps("a chat drawn for this grading", turns, capacity, answer, Right(turns, capacity - answer));
        }

        static int[] Right(TurnData[] turns, int room)
        {
            var system = turns.TakeWhile(turn => turn.Role == "system").Count();
            var first = Enumerable.Range(system, turns.Length - system).First(start => turns[start].Role == "user" && turns[..system].Concat(turns[start..]).Sum(turn => turn.Tokens) <= room);
            return [.. Enumerable.Range(0, system), .. Enumerable.Range(first, turns.Length - first)];
        }
    }

    [Test, Points(1.5)]
    public void A_message_that_is_too_long_is_refused_with_both_numbers()
    {
        foreach (var (system, last, capacity, answer) in new[] { (100, 60, 200, 41), (0, 1201, 1250, 50), (700, 5, 800, 100), (20, 20, 10, 60) })
        {
            TurnData[] turns = [.. system > 0 ? [System(system)] : Array.Empty<TurnData>(), User(3), Assistant(3), User(last)];
            var outcome = Keep(turns, capacity, answer).Outcome;
            Expect.For($"System turns of {system} tokens, a last turn of {last}, a capacity of {capacity} of which {answer} are for the answer", Window).That(
                outcome.StartsWith("FrugalException", StringComparison.Ordinal) && Numbers.Names(outcome, system + last, Math.Max(0, capacity - answer)), $"a FrugalException with {system + last} tokens and room for {Math.Max(0, capacity - answer)}", outcome);
        }

        foreach (var (name, turns) in new (string, TurnData[])[] { ("No turn", []), ("A chat that ends with an answer", [User(1), Assistant(1)]), ("A system turn alone", [System(1)]) })
        {
            var outcome = Keep(turns, 100, 10).Outcome;
            Expect.For(name, Window).That(outcome.StartsWith("Argument", StringComparison.Ordinal), "an ArgumentException", outcome);
        }
    }

    [Test, Points(1.5), Hint("CommonPrefixLength; and the last wanted token is read in any case.")]
    public void The_plan_keeps_the_longest_common_beginning()
    {
        int[] text = [.. Enumerable.Range(0, 20).Select(_ => Unseen.Next(32_000))];
        Plans([], text, 0);
        Plans(text, [.. text, 1, 2, 3], 20);
        Plans([.. text, 7], [.. text, 8, 9], 20);
        Plans(text, text, 19);
        Plans([.. text, 5, 6], text, 19);
        Plans([1, .. text], [2, .. text], 0);
        Plans(text, [text[0]], 0);
        var other = text.ToArray();
        var at = Unseen.Next(1, 19);
        other[at]++;
        Plans(text, other, at);
        var outcome = Student.Call(HistoryProbes.Plan, new CacheRequest(text, [])).Outcome;
        Expect.For("No token is wanted", $"{Plan}.Of").That(outcome.StartsWith("Argument", StringComparison.Ordinal), "an ArgumentException", outcome);

        void Plans(int[] cached, int[] wanted, int keep)
        {
            var answer = Student.Call(HistoryProbes.Plan, new CacheRequest(cached, wanted));
            var expect = Expect.For($"{cached.Length} tokens in the cache, {wanted.Length} wanted, of which the first {cached.Zip(wanted).TakeWhile(pair => pair.First == pair.Second).Count()} agree", $"{Plan}.Of");
            expect.Equal("the outcome", answer.Outcome, "done");
            expect.Equal("the tokens that stay, and those to read:", (answer.Keep, answer.Read), (keep, wanted.Length - keep));
        }
    }

    [Test, Points(1.5), Hint("session.Cut, session.Read of the rest in one call, and the list in step with both.")]
    public void A_session_is_cut_and_the_rest_read_in_one_call()
    {
        int[] text = [.. Enumerable.Range(0, 10).Select(_ => Unseen.Next(32_000))];
        foreach (var (cached, wanted, keep) in new (int[], int[], int)[] { ([], text, 0), (text, [.. text, 1, 2, 3], 10), ([.. text, 7, 8], [.. text, 9], 10), (text, text, 9), ([1, 2, 3], [4, 5], 0) })
        {
            var answer = Student.Call(HistoryProbes.Apply, new CacheRequest(cached, wanted));
            var expect = Expect.For($"{cached.Length} tokens in the session, {wanted.Length} wanted, of which {keep} stay", $"{Plan}.Apply");
            expect.Equal("the outcome", answer.Outcome, "done");
            expect.Equal("the plan", (answer.Keep, answer.Read), (keep, wanted.Length - keep));
            expect.Equal("what the session holds:", answer.Session, wanted);
            expect.Equal("what the list says:", answer.Cached, wanted);
            expect.Equal("the readings", answer.Calls.Where(call => !call.StartsWith("cut", StringComparison.Ordinal)), [$"read {wanted.Length - keep}"]);
        }
    }

    [Test, Hidden, Points(1.5), Hint("A reading that fails may have read a part: cut the session again, and let the exception pass.")]
    public void After_a_reading_that_fails_list_and_session_hold_what_was_kept()
    {
        int[] text = [.. Enumerable.Range(0, 10).Select(_ => Unseen.Next(32_000))];
        foreach (var after in new[] { 0, 2 })
        {
            foreach (var cancelled in new[] { false, true })
            {
                var answer = Student.Call(HistoryProbes.Apply, new CacheRequest([.. text, 7, 8], [.. text, 1, 2, 3, 4], after, cancelled));
                var expect = Expect.For($"10 tokens that stay, and a reading that {(cancelled ? "is cancelled" : "fails")} after {after} of 4 tokens");
                expect.Equal("the outcome", answer.Outcome, cancelled ? "cancelled" : "FrugalException: could not compute");
                expect.Equal("what the list says:", answer.Cached, text);
                expect.Equal("what the session holds:", answer.Session, text);
            }
        }

        var nothing = Student.Call(HistoryProbes.Apply, new CacheRequest(text, []));
        Expect.For("No token is wanted").That(nothing.Outcome.StartsWith("Argument", StringComparison.Ordinal), "an ArgumentException", nothing.Outcome);
        Expect.For("No token is wanted").Equal("what the list says, and what the session holds:", nothing.Cached.Concat(nothing.Session), text.Concat(text));
    }

    [Test, Points(1.5), Hint("A key and a value: 2 x blocks x heads x width numbers for each token; 2 bytes each, or 34 bytes for 32.")]
    public void The_bytes_of_a_cache_are_counted()
    {
        foreach (var shape in new CacheShape[] { new(22, 4, 64, false), new(22, 4, 64, true), new(Unseen.Next(1, 80), Unseen.Next(1, 64), 32 * Unseen.Next(1, 8), false), new(Unseen.Next(1, 80), Unseen.Next(1, 64), 32 * Unseen.Next(1, 8), true), new(126, 8, 128, false), new(126, 8, 128, true) })
        {
            int[] tokens = [0, 1, Unseen.Next(2, 5000), 131_072, 2_000_000];
            var answer = Student.Call(HistoryProbes.Count, new CacheSizes(shape, tokens, []));
            var expect = Expect.For($"{shape.Blocks} blocks with {shape.Heads} heads of {shape.HeadWidth} numbers, in {(shape.In8Bits ? "8 bits" : "F16")}, for {string.Join(", ", tokens)} tokens", "KeyValueCache.Bytes: keys and values, and counting in long");
            expect.Equal("the bytes", answer.Bytes, tokens.Select(count => BytesOf(shape, count)));
            expect.Equal("the outcome for -1 tokens", answer.Negative, nameof(ArgumentOutOfRangeException));
        }

        Record("cache_f16", new Figure(BytesOf(new(22, 4, 64, false), 2048), "bytes"));
        Record("cache_8_bits", new Figure(BytesOf(new(22, 4, 64, true), 2048), "bytes"));
    }

    [Test, Points(1.5), Hint("How many times the bytes of 256 tokens go into it.")]
    public void The_most_tokens_that_fit_are_a_multiple_of_256()
    {
        foreach (var shape in new CacheShape[] { new(22, 4, 64, false), new(22, 4, 64, true), new(Unseen.Next(1, 80), Unseen.Next(1, 64), 32 * Unseen.Next(1, 8), true) })
        {
            var step = BytesOf(shape, 256);
            var many = Unseen.Next(2, 100);
            long[] bytes = [0, 1, step - 1, step, step + 1, 2 * step - 1, many * step - 1, many * step, many * step + step / 2, -1, -step, -5 * step];
            var answer = Student.Call(HistoryProbes.Count, new CacheSizes(shape, [], bytes));
            Expect.For($"{shape.Blocks} blocks with {shape.Heads} heads of {shape.HeadWidth} numbers, in {(shape.In8Bits ? "8 bits" : "F16")}, for {string.Join(", ", bytes)} bytes", "KeyValueCache.Tokens")
                .Equal("the tokens", answer.Tokens, [0, 0, 0, 256, 256, 256, 256 * (many - 1), 256 * many, 256 * many, 0, 0, 0]);
        }

        var most = Student.Call(HistoryProbes.Count, new CacheSizes(new(1, 1, 32, false), [], [long.MaxValue])).Tokens;
        Expect.For("More bytes than tokens can be counted", "KeyValueCache.Tokens: the conversion to int").Equal("the tokens, the largest multiple of 256 in an int:", most[0], int.MaxValue / 256 * 256);
    }

    [Test, Points(2), LatencyBudget(AtLeast = 4, TooSlow = 1, FasterThan = "reading the whole chat again"), Hint("In the second turn of a chat, Plan.Of keeps all that the first one read.")]
    public void The_first_token_of_a_next_turn_does_not_wait_for_the_whole_chat()
    {
        const int Chat = 240, Newest = 8, Shown = 5;
        const double Same = 0.8;                           // other sums, in another order: now and then another token is the likeliest
        var model = TimedModel.In(Scratch, Unseen.Next());
        using var reference = StudentProcess.Start(Limits, Scratch);
        Student.Call(SpeedProbes.Load, model);
        reference.Call(PlainLoop.Load, model);
        var chat = TimedModel.Text(Unseen, Chat);
        TurnsRequest Request(int turns) => new(chat, [.. Enumerable.Range(0, turns).Select(_ => TimedModel.Text(Unseen, Newest))]);
        var (same, all) = (0, 0);

        Judge.SpeedUp(new TimedCalls<TurnsRequest, int[]>
        {
            Batch = Request,
            Subject = request => Student.Call(SpeedProbes.Answer, request),
            Reference = request => reference.Call(PlainLoop.Answer, request),
            SubjectTime = Student.ProcessorTime,
            ReferenceTime = reference.ProcessorTime,
            Check = (_, answer, expected) =>
            {
                Expect.For("Turns of a chat, while they are timed", $"{Plan}.Apply").Equal("answers, in number:", answer.Length, expected.Length);
                (same, all) = (same + answer.Zip(expected).Count(pair => pair.First == pair.Second), all + expected.Length);
            },
        });
        Expect.For($"A chat of {Chat} tokens, and {all} turns of {Newest} tokens each", $"{Plan}.Apply: what the session holds")
            .That(same >= Same * all, $"the first token of the answer as after reading the whole chat, in at least {Same:0%} of the turns", $"in {(double)same / all:0%}");
        var last = Request(Shown);
        var (mine, plain) = (TimedModel.Shortest(() => Student.Call(SpeedProbes.Answer, last)), TimedModel.Shortest(() => reference.Call(PlainLoop.Answer, last)));
        Record("first_token", new Figure(mine.TotalMilliseconds / Shown, "ms", Reference: plain.TotalMilliseconds / Shown));
    }

    private static long BytesOf(CacheShape shape, int tokens)
    {
        var numbers = 2L * shape.Blocks * shape.Heads * shape.HeadWidth * tokens;
        return shape.In8Bits ? numbers / 32 * 34 : 2 * numbers;
    }

    private WindowAnswer Keep(TurnData[] turns, int capacity, int answer) => Student.Call(HistoryProbes.Keep, new WindowRequest(turns, capacity, answer));

    private void Keeps(string name, TurnData[] turns, int capacity, int answer, params int[] kept)
    {
        var got = Keep(turns, capacity, answer);
        var expect = Expect.For($"{name}: {string.Join(", ", turns.Select(turn => $"{turn.Role} {turn.Tokens}"))} tokens, a capacity of {capacity} of which {answer} are for the answer", Window);
        expect.Equal("the outcome", got.Outcome, "done");
        expect.Equal("the turns", got.Texts.Select(text => Array.FindIndex(turns, turn => turn.Text == text) + 1), kept.Select(place => place + 1));
    }

    private TurnData System(int tokens) => Turn("system", tokens);

    private TurnData User(int tokens) => Turn("user", tokens);

    private TurnData Assistant(int tokens) => Turn("assistant", tokens);

    private TurnData Turn(string role, int tokens) => new(role, $"text {Unseen.NextInt64():x}", tokens);
}
