using System.Text;
using Frugal.Measuring;
using Labs.ChatbotMemory.Grader.Probes;

namespace Labs.ChatbotMemory.Grader;

[Task(8, "Streaming: whole characters, and a stop within one token")]
[Points(10)]
[Hint("A token is bytes, and not always whole characters; a client that goes away must not cost another token.")]
public class StreamingTests : TaskFixture
{
    private const string Pieces = "Utf8Pieces";
    private const string Stream = "AnswerStream.Write";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(1.5), Hint("Encoding.UTF8.GetDecoder() keeps what is incomplete from one call to the next.")]
    public void Characters_come_when_they_are_complete()
    {
        Decodes("One byte at a time", [.. Encoding.UTF8.GetBytes("naïve 😀 日本 ok").Select(one => new[] { one })]);
        Decodes("An emoji split between four tokens", [[0xF0], [0x9F], [0x98], [0x80]]);
        Decodes("Empty pieces", [[], [0xC3], [], [0xA9], []]);
        var text = string.Concat(Enumerable.Range(0, Unseen.Next(400, 900)).Select(_ => Rune()));
        Decodes("A long text at once", [Encoding.UTF8.GetBytes(text)]);
        Decodes("A long text of emoji at once, after a letter", [Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("😀", 600)))]);
        Decodes("A long text in pieces", Split(Encoding.UTF8.GetBytes(text)));
    }

    [Test, Hidden, Points(1.5), Hint("U+FFFD for what can never be a character, and at the end for what was held back; decoder.Convert with flush.")]
    public void Broken_bytes_give_replacement_characters()
    {
        Decodes("The end within an emoji", [[0x61, 0xF0, 0x9F]]);
        Decodes("A first byte and nothing else", [[0xE2]]);
        Decodes("A letter after half a character", [[0xE2, 0x82], [0x61]]);
        Decodes("Bytes that never occur", [[0xFF], [0x61, 0xC0, 0x80], [0xF5], [0x80]]);
        Decodes("A surrogate in UTF-8", [[0xED], [0xA0], [0x80], [0x62]]);
        for (var i = 0; i < 40; i++)
        {
            var bytes = new byte[Unseen.Next(1, 40)];
            Unseen.NextBytes(bytes);
            Decodes("Bytes drawn for this grading", Split([.. bytes, .. Encoding.UTF8.GetBytes(Rune()), .. bytes.AsSpan(0, bytes.Length / 2)]));
        }
    }

    [Test, Points(2), Hint("Choose, IsEnd, Read, then the text; the last update has FinishReason and UsageContent.")]
    public void An_answer_comes_token_by_token_and_ends_with_its_usage()
    {
        var words = Tokens("Hel", "lo", " wo", "rld", "!");
        Writes("an answer with an end token", new([.. words, End, .. words], 7, 100, 50), "stop");
        Writes("an end token at once", new([End], 7, 100, 50), "stop");
        Writes("the most tokens are reached", new([.. words, End], 7, 100, 3), "length");
        Writes("the end token comes right after the most tokens", new([.. words, End], 7, 100, 5), "length");
        Writes("one token at most", new(words, 7, 100, 1), "length");
        Writes("an answer until the session is full", new(words, 7, 11, 50), "length");
        Writes("a session that is full from the start", new(words, 7, 7, 50), "length");
        Writes("tokens without bytes", new([.. words, new([], false), .. words, End], 3, 100, 50), "stop");
        Writes("nobody who wants the written tokens", new([.. words, End], 7, 100, 50, Written: false), "stop");
        MustNotCall("Frugal.Llama.LlamaChatClient");
    }

    [Test, Hidden, Points(1.5), Hint("Utf8Pieces.Add for each token, Utf8Pieces.End in the last update.")]
    public void Characters_that_are_split_between_tokens_come_whole()
    {
        Writes("an emoji in four tokens", new([new([0xF0], false), new([0x9F], false), new([0x98], false), new([0x80], false), End], 4, 100, 50), "stop");
        Writes("an answer that is cut within an emoji", new([.. Tokens("a"), new([0xF0, 0x9F], false), new([0x98], false), new([0x80], false)], 4, 100, 3), "length");
        for (var i = 0; i < 10; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20).Select(_ => Rune())));
            ScriptToken[] script = [.. Split(bytes).Select(piece => new ScriptToken(piece, false)), End];
            Writes("an answer drawn for this grading", new(script, Unseen.Next(1, 20), 200, Unseen.Next(1, script.Length + 5)), null);
        }
    }

    [Test, Points(2), Hint("Look at the token for cancellation before each token is chosen, and pass it on to Read. [EnumeratorCancellation] joins that of WithCancellation.")]
    public void After_a_cancellation_no_token_is_read()
    {
        var words = Tokens("one ", "two ", "three ", "four ", "five ", "six ");
        foreach (var attached in new[] { false, true })
        {
            foreach (var (cancel, read) in new[] { ("before", 0), ("update 1", 1), ("update 3", 3), ("read 1", 1), ("read 2", 2), ("failing read 1", 0), ("failing read 3", 2) })
            {
                var answer = Student.Call(StreamProbes.Write, new StreamRequest([.. words, End], 5, 100, 50, cancel, attached));
                var expect = Expect.For($"An answer of 6 tokens, cancelled at \"{cancel}\"{(attached ? " by the token of WithCancellation" : "")}", $"{Stream}: where the cancellation is looked at");
                expect.Equal("tokens that were read after the cancellation:", answer.ReadAfterCancel, 0);
                expect.Equal("the outcome", answer.Outcome, "cancelled");
                expect.Equal("tokens read:", answer.Read.Length, read);
                expect.Equal("the written tokens", answer.Written, answer.Read);
                expect.Equal("what the session complains about:", answer.Wrong, []);
                expect.Equal("updates with a reason for the end:", answer.Updates.Count(update => update.Finish is not null), 0);
            }
        }

        var gone = Student.Call(StreamProbes.Write, new StreamRequest([.. words, End], 5, 100, 50, StopAfter: 2));
        Expect.For("A reader that goes away after 2 updates", Stream).Equal("tokens read, and tokens written:", (gone.Read.Length, gone.Written.Length), (2, 2));
    }

    [Test, Points(1.5), LatencyBudget(AtLeast = 0.9, TooSlow = 0.5, FasterThan = "llama.cpp's own loop"), Hint("One Choose and one Read for each token, and little else.")]
    public void Tokens_come_nearly_as_fast_as_llama_cpp_makes_them()
    {
        const int Prompt = 6, Most = 400, Shown = 200;
        var model = TimedModel.In(Scratch, Unseen.Next());
        using var reference = StudentProcess.Start(Limits, Scratch);
        Student.Call(SpeedProbes.Load, model);
        reference.Call(PlainLoop.Load, model);
        WriteRequest Request(int tokens) => new(TimedModel.Text(Unseen, Prompt), Math.Min(tokens, Most));

        Judge.SpeedUp(new TimedCalls<WriteRequest, int[]>
        {
            Batch = Request,
            Subject = request => Student.Call(SpeedProbes.Write, request),
            Reference = request => reference.Call(PlainLoop.Write, request),
            SubjectTime = Student.ProcessorTime,
            ReferenceTime = reference.ProcessorTime,
            Check = (request, answer, expected) => Expect.For($"A text of {Prompt} tokens, and {request.Tokens} to write, while they are timed", Stream).Equal("the written tokens", answer, expected),
        });
        var longest = Request(Shown);
        var (mine, plain) = (TimedModel.Shortest(() => Student.Call(SpeedProbes.Write, longest)), TimedModel.Shortest(() => reference.Call(PlainLoop.Write, longest)));
        Record("throughput", new Figure(Shown / mine.TotalSeconds, "tokens/s", Reference: Shown / plain.TotalSeconds));
    }

    private static ScriptToken End => new([], true);

    private static ScriptToken[] Tokens(params string[] words) => Array.ConvertAll(words, word => new ScriptToken(Encoding.UTF8.GetBytes(word), false));

    private string Rune() => char.ConvertFromUtf32(Unseen.Next(6) switch { 0 => Unseen.Next(0x10000, 0x110000), 1 => Unseen.Next(0x800, 0xD800), 2 => Unseen.Next(0x80, 0x800), 3 => Unseen.Next(0xE000, 0x10000), _ => Unseen.Next(0x20, 0x7F) });

    private byte[][] Split(byte[] bytes)
    {
        var pieces = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var next = Math.Min(bytes.Length, at + Unseen.Next(1, 5));
            pieces.Add(bytes[at..next]);
            at = next;
        }

        return [.. pieces];
    }

    private void Decodes(string input, byte[][] pieces)
    {
        var answer = Student.Call(StreamProbes.Pieces, new PiecesRequest(pieces));
        var right = new Utf8Text();
        var expect = Expect.For($"{input}: {string.Join(", ", pieces.Take(12).Select(piece => piece.Length == 0 ? "none" : Convert.ToHexString(piece[..Math.Min(16, piece.Length)])))}", $"{Pieces}: what is held back");
        string[] texts = [.. pieces.Select(piece => right.Add(piece))];
        for (var i = 0; i < pieces.Length; i++)
        {
            expect.Equal($"after piece {i + 1} the text", answer.Texts[i], texts[i]);
        }

        expect.Equal("at the end", answer.End, right.End());
        expect.Equal("at the end, asked again", answer.Again, "");
    }

    private void Writes(string input, StreamRequest request, string? finish)
    {
        var answer = Student.Call(StreamProbes.Write, request);
        var expect = Expect.For($"{input}: tokens of {string.Join(", ", request.Script.Take(8).Select(token => token.Ends ? "the end" : $"{token.Bytes.Length} bytes"))}; the session holds {request.Input} of {request.Capacity}, at most {request.Most} tokens", Stream);
        expect.Equal("the outcome", answer.Outcome, "done");
        expect.Equal("what the session complains about:", answer.Wrong, []);
        var most = Math.Min(request.Most, request.Capacity - request.Input);
        var end = Array.FindIndex(request.Script, token => token.Ends) is >= 0 and var at ? at : int.MaxValue;
        var read = Math.Min(end, most);
        expect.Equal("tokens read, without the end:", answer.Read, Enumerable.Range(0, read));
        expect.Equal("the written tokens", answer.Written, request.Written ? Enumerable.Range(0, read) : []);
        var text = new Utf8Text();
        List<string> texts = [.. request.Script.Take(read).Select(token => text.Add(token.Bytes)).Where(part => part.Length > 0)];
        expect.Equal("the texts, of the last update too:", answer.Updates.Select(update => update.Text), [.. texts, text.End()]);
        expect.Equal("the reasons for the end", answer.Updates.Select(update => update.Finish), [.. texts.Select(_ => (string?)null), finish ?? (end < most ? "stop" : "length")]);
        expect.Equal("the input tokens in the updates", answer.Updates.Select(update => update.Input), [.. texts.Select(_ => (long?)null), request.Input]);
        expect.Equal("the output tokens in the updates", answer.Updates.Select(update => update.Output), [.. texts.Select(_ => (long?)null), read]);
    }
}
