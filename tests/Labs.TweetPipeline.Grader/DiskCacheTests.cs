using Frugal.Measuring;
using Labs.TweetPipeline.Grader.Probes;

namespace Labs.TweetPipeline.Grader;

[Task(3, "A cache on disk: by version and text, safe against damage")]
[Points(13)]
[Hint("SQLite does the hard part. Three things are yours: the key, the checksum, and what happens to a damaged file.")]
public class DiskCacheTests : TaskFixture
{
    private const string Where = "DiskCache";

    protected override Limits Limits => new() { Memory = ByteSize.Parse("1 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2), Hint("In the order of the texts, null for one that is not there; the file is read again by the next run.")]
    public void What_was_put_is_there_in_the_next_run()
    {
        var (texts, answers) = Made(50);
        string[] asked = [texts[7], "unknown", texts[0], .. texts, texts[7], ""];
        byte[]?[] right = [answers[7], null, answers[0], .. answers, answers[7], null];
        var path = Folder("kept");
        var first = Student.Call(DiskProbes.Play, new DiskScript(path, [Put("v1", texts, answers), Get("v1", asked)]));
        Done(first, "50 answers", 2);
        Found(first, 1, right, "50 answers that were just put");
        var second = Student.Call(DiskProbes.Play, new DiskScript(path, [Get("v1", asked), Get("v1", [])]));
        Done(second, "50 answers, in the next run", 2);
        Found(second, 0, right, "50 answers, in the next run");
        Found(second, 1, [], "No text at all");
        Expect.For("50 answers, in the next run", Where).Equal("files that were set aside:", second.SetAside, 0);
    }

    [Test, Points(2), Hint("The version belongs to the key: a new model must not give the answers of the old one.")]
    public void Another_version_or_another_text_has_no_answer()
    {
        var (texts, answers) = Made(5);
        var answer = Student.Call(DiskProbes.Play, new DiskScript(Folder("versions"),
        [
            Put("v1", texts, answers), Get("v2", texts), Get("V1", texts), Get("", texts), Get("v1", [texts[0] + " ", texts[0].ToUpperInvariant(), texts[0][..^1], "x" + texts[0]]),
            Put("v2", texts[..2], answers[3..]), Get("v2", texts), Get("v1", texts),
        ]));
        Done(answer, "The same texts under two versions", 8);
        for (var call = 1; call <= 3; call++)
        {
            Found(answer, call, new byte[]?[5], "A version that was never put");
        }

        Found(answer, 4, new byte[]?[4], "Texts that differ in one character");
        Found(answer, 6, [answers[3], answers[4], null, null, null], "The second version");
        Found(answer, 7, answers, "The first version, after the second was put");
    }

    [Test, Hidden, Points(1), Hint("Put a mark or a length between version and text, one that neither can contain.")]
    public void No_pair_is_mistaken_for_another()
    {
        (string Version, string Text)[] pairs = [("a", "bc"), ("ab", "c"), ("", "abc"), ("abc", ""), ("a|b", "c"), ("a", "b|c"), ("a\0b", "c"), ("a", "\0bc"), ("a\n", "bc"), ("a", "\nbc"), ("a:b", "c"), ("a", "b:c"), ("1", "2a"), ("12", "a"), ("a\u001fb", "c"), ("a", "b\u001fc")];
        DiskCall[] calls = [.. pairs.Select((pair, i) => Put(pair.Version, [pair.Text], [[(byte)i, 1]])), .. pairs.Select(pair => Get(pair.Version, [pair.Text]))];
        var answer = Student.Call(DiskProbes.Play, new DiskScript(Folder("pairs"), calls));
        Done(answer, "Pairs whose version and text read the same when they are joined", calls.Length);
        for (var i = 0; i < pairs.Length; i++)
        {
            Found(answer, pairs.Length + i, [[(byte)i, 1]], "Pairs whose version and text read the same when they are joined");
        }
    }

    [Test, Points(1), Hint("INSERT ... ON CONFLICT DO UPDATE.")]
    public void A_later_answer_replaces_an_earlier_one()
    {
        var answer = Student.Call(DiskProbes.Play, new DiskScript(Folder("replaced"),
            [Put("v", ["a", "b", "a"], [[1], [2], [3]]), Get("v", ["a", "b"]), Put("v", ["b"], [[9, 9, 9, 9]]), Put("v", [], []), Put("v", ["empty"], [[]]), Get("v", ["a", "b", "empty"])]));
        Done(answer, "Texts that are put twice", 6);
        Found(answer, 1, [[3], [2]], "A text that is twice in one put");
        Found(answer, 5, [[3], [9, 9, 9, 9], []], "A text that is put again, and an empty answer");
    }

    [Test, Points(2), Hint("Store a checksum of key and answer beside the answer, and compare it when you read.")]
    public void An_answer_whose_bytes_have_changed_is_none()
    {
        var (texts, answers) = Made(30, bytes: 40);
        var path = Folder("changed");
        Student.Call(DiskProbes.Play, new DiskScript(path, [Put("v", texts, answers)]));
        var file = Read(path);
        var places = Enumerable.Range(0, 30).Select(i => (i, at: file.AsSpan().IndexOf(answers[i]))).Where(found => found.at >= 0).Take(12).ToList();
        Expect.For("30 answers of 40 bytes", $"{Where}.Put: the bytes of an answer are stored as they are").That(places.Count == 12, "the answers in the file when it is closed", $"{places.Count} of the first 12");
        for (var k = 0; k < places.Count; k++)
        {
            file[places[k].at + Unseen.Next(40)] ^= (byte)(1 << Unseen.Next(8));
        }

        var other = Scratch.WriteFolder("changed-again", new Dictionary<string, byte[]> { ["answers.sqlite"] = file });
        var answer = Student.Call(DiskProbes.Play, new DiskScript(Path.Combine(other, "answers.sqlite"), [Get("v", texts)]));
        Done(answer, "A file in which a bit of 12 answers has changed", 1);
        Found(answer, 0, [.. answers.Select((right, i) => places.Exists(place => place.i == i) ? null : right)], "A file in which a bit of 12 answers has changed");
        Expect.For("A file in which a bit of 12 answers has changed", Where).Equal("files that were set aside:", answer.SetAside, 0);
    }

    [Test, Points(1.5), Hint("Error codes 11 and 26 of a SqliteException: move the file aside, remove what belongs to it, begin again.")]
    public void A_file_that_is_no_database_is_set_aside()
    {
        var (texts, answers) = Made(5);
        var garbage = new byte[20_000];
        Unseen.NextBytes(garbage);
        foreach (var (name, bytes) in new[] { ("garbage", garbage), ("text", "Just a text, which is no database at all."u8.ToArray()) })
        {
            var folder = Scratch.WriteFolder(name, new Dictionary<string, byte[]> { ["answers.sqlite"] = bytes, ["answers.sqlite.corrupt"] = [1, 2, 3] });
            var answer = Student.Call(DiskProbes.Play, new DiskScript(Path.Combine(folder, "answers.sqlite"), [Get("v", texts), Put("v", texts, answers), Get("v", texts)]));
            var input = $"A file of {bytes.Length:N0} bytes that is no database ({name})";
            Done(answer, input, 3);
            Found(answer, 0, new byte[]?[5], input);
            Found(answer, 2, answers, input);
            Expect.For(input, Where).Equal("files that were set aside:", answer.SetAside, 1);
            Expect.For(input, Where).Equal("the bytes of answers.sqlite.corrupt", Read(Path.Combine(folder, "answers.sqlite.corrupt")), bytes);
        }
    }

    [Test, Hidden, Points(1), Hint("Damage can show only when a page is read: catch it in Get and Put too, and do the call again.")]
    public void Damage_that_shows_later_is_survived()
    {
        var (texts, answers) = Made(3000, bytes: 30);
        var path = Folder("later");
        Student.Call(DiskProbes.Play, new DiskScript(path, [Put("v", texts, answers)]));
        var file = Read(path);
        for (var page = 8192; page < file.Length; page += 4096)
        {
            file.AsSpan(page, Math.Min(4096, file.Length - page)).Fill(0xAB);
        }

        var folder = Scratch.WriteFolder("later-damaged", new Dictionary<string, byte[]> { ["answers.sqlite"] = file });
        var answer = Student.Call(DiskProbes.Play, new DiskScript(Path.Combine(folder, "answers.sqlite"), [Get("v", texts), Put("v", texts[..20], answers[..20]), Get("v", texts[..20])]));
        Done(answer, "A database whose pages after the second are overwritten", 3);
        Expect.For("A database whose pages after the second are overwritten", Where).Equal("files that were set aside:", answer.SetAside, 1);
        Expect.For("A database whose pages after the second are overwritten", Where).That(answer.Found[0].Zip(answers).All(pair => pair.First is null || pair.First.SequenceEqual(pair.Second)), "no wrong answer", "one");
        Found(answer, 2, answers[..20], "A database whose pages after the second were overwritten, put again");
    }

    [Test, Points(1), Hint("PRAGMA journal_mode = WAL, and a time-out for the other one's transaction.")]
    public void Two_caches_can_use_one_file()
    {
        var calls = Enumerable.Range(0, 20).Select(_ => Made(40)).Select(made => Put("v", made.Texts, made.Answers)).ToArray();
        var path = Folder("both");
        var answer = Student.Call(DiskProbes.Both, new DiskScript(path, calls));
        var expect = Expect.For("Two caches on one file that put and get at the same time", Where);
        expect.Equal("the outcome of the puts", answer.Outcomes[0], "done");
        expect.Equal("the outcome", answer.Outcomes[^1], "done");
        for (var i = 0; i < answer.Found.Length; i++)
        {
            Found(answer, i, calls[i % calls.Length].Answers!, "Two caches on one file");
        }

        expect.That(answer.Outcomes.Contains("answers.sqlite-wal"), "a write-ahead log beside the file", string.Join(", ", answer.Outcomes.Where(name => name.StartsWith("answers", StringComparison.Ordinal))));
    }

    [Test, Hidden, Points(0.5), Hint("A connection is for one thread at a time: one lock around each call.")]
    public void Threads_can_use_one_cache()
    {
        var calls = Enumerable.Range(0, 120).Select(_ => Made(20)).Select(made => Put("v", made.Texts, made.Answers)).ToArray();
        var answer = Student.Call(DiskProbes.Threads, new DiskScript(Folder("threads"), calls));
        Expect.For("Four threads that put and get through one cache", Where).Equal("the outcome", answer.Outcomes[0], "done");
        for (var i = 0; i < calls.Length; i++)
        {
            Found(answer, i, calls[i].Answers!, "Four threads that put and get through one cache");
        }
    }

    [Test, Points(1), Hint("One transaction for the whole call; it is rolled back when it is disposed without a commit.")]
    public void A_put_that_fails_stores_nothing()
    {
        var answer = Student.Call(DiskProbes.Play, new DiskScript(Folder("half"),
            [Put("v", ["before"], [[1]]), Put("v", ["a", "b", "broken", "c"], [[1], [2], null, [4]]), Get("v", ["before", "a", "b", "c"]), Put("v", ["a"], [[7]]), Get("v", ["a"])]));
        var expect = Expect.For("A put whose third answer is null", $"{Where}.Put");
        expect.That(answer.Outcomes[1] != "done", "an exception", answer.Outcomes[1]);
        expect.Equal("what was found afterwards:", Shown(answer.Found[1]), Shown([[1], null, null, null]));
        expect.Equal("what was found after another put:", Shown(answer.Found[3]), Shown([[7]]));
    }

    private string Folder(string name) => Path.Combine(Scratch.WriteFolder(name, new Dictionary<string, byte[]>()), "answers.sqlite");

    private byte[] Read(string path) => Scratch.Read(Path.GetRelativePath(Scratch.Folder, path), ByteSize.Parse("20 MB"));

    private (string[] Texts, byte[][] Answers) Made(int count, int bytes = 12)
    {
        string[] texts = [.. Enumerable.Range(0, count).Select(i => $"réseau en panne {i} {Unseen.NextInt64():x} 😡")];
        byte[][] answers = [.. Enumerable.Range(0, count).Select(_ => new byte[bytes])];
        Array.ForEach(answers, Unseen.NextBytes);
        return (texts, answers);
    }

    private static DiskCall Put(string version, string[] texts, byte[]?[] answers) => new(version, texts, answers);

    private static DiskCall Get(string version, string[] texts) => new(version, texts);

    private static void Done(DiskAnswer answer, string input, int calls)
    {
        Expect.For(input, Where).Equal("the outcomes of opening and of the calls", answer.Outcomes.Order(StringComparer.Ordinal), Enumerable.Repeat("done", calls + 1));
    }

    private static void Found(DiskAnswer answer, int call, byte[]?[] right, string input)
    {
        var got = answer.Found[call];
        Expect.For(input, Where).Equal("the number of answers", got.Length, right.Length);
        for (var i = 0; i < right.Length; i++)
        {
            Expect.For(input, Where).Equal($"answer {i + 1}", Shown([got[i]]), Shown([right[i]]));
        }
    }

    private static string Shown(byte[]?[] answers) => string.Join(' ', answers.Select(answer => answer is null ? "none" : $"0x{Convert.ToHexString(answer)}"));
}
