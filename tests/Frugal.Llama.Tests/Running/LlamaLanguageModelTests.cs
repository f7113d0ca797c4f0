using Frugal.Gguf;
using Frugal.Measuring;

namespace Frugal.Llama.Tests.Running;

[NeedsLlamaCpp]
public class LlamaLanguageModelTests
{
    [Test]
    public void What_cannot_be_run_is_refused_before_llama_cpp_sees_it()
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F16).Save(folder["whole.gguf"]);
        var bytes = File.ReadAllBytes(folder["whole.gguf"]);
        folder.Write("cut.gguf", bytes[..^1000]);
        folder.Write("head.gguf", bytes[..500]);
        folder.Write("hostile.gguf", [.. "GGUF"u8, 3, 0, 0, 0, .. Enumerable.Repeat((byte)0x7F, 64)]);
        folder.Write("text.gguf", "Once upon a time there was a text that is not a model.");
        new GgufWriter("llama").Save(folder["empty.gguf"]);
        new GgufWriter("clip").Add("a.weight", [256, 2], GgufType.F32, new float[512]).Save(folder["clip.gguf"]);
        TinyLlama.Writer(GgufType.F16).Set("llama.attention.causal", false).Save(folder["reader.gguf"]);
        new GgufWriter("no-such-architecture").Set(GgufKeys.Tokens, GgufValue.OfArray<string>(["a"])).Add("a.weight", [256, 2], GgufType.F32, new float[512]).Save(folder["unknown.gguf"]);

        Assert.Multiple(() =>
        {
            Refused("missing.gguf", "no such file");
            Refused("cut.gguf", "its");
            Refused("head.gguf", "bytes");
            Refused("hostile.gguf", "announces");
            Refused("text.gguf", "not a GGUF file");
            Refused("empty.gguf", "has no weights. Give a GGUF file of a language model");
            Refused("clip.gguf", "the architecture 'clip' has no vocabulary");
            Refused("reader.gguf", "does not continue them");
            Refused("unknown.gguf", "no-such-architecture");
            Refused("whole.gguf", "Threads is 0; it must be 1 to 256", new() { Threads = 0 });
        });

        void Refused(string file, string why, LanguageModelOptions? options = null) =>
            Assert.That(Assert.Throws<FrugalException>(() => LlamaLanguageModel.Open(folder[file], options))!.Message, Does.Contain(why).And.Not.Contain("\n"));
    }

    [Test]
    public void A_model_that_needs_more_memory_than_is_left_is_refused_with_the_sum()
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F16).Save(folder["f16.gguf"]);
        LlamaQuantizer.Quantize(folder["f16.gguf"], folder["q4.gguf"], LlamaFileType.Named("Q4_K_M"), threads: 1);
        var left = new MemoryLeft(new ByteSize(400_000), "control group /small");

        var copied = Assert.Throws<FrugalException>(() => LlamaLanguageModel.Open(folder["f16.gguf"], new() { Mapped = false }, left))!.Message;
        var repacked = Assert.Throws<FrugalException>(() => LlamaLanguageModel.Open(folder["q4.gguf"], null, left))!.Message;
        using var mapped = LlamaLanguageModel.Open(folder["f16.gguf"], null, left);
        var session = Assert.Throws<FrugalException>(() => ((LoadedLanguageModel)mapped).Start(new() { Capacity = 2000 }, left))!.Message;

        Assert.That(copied, Does.Contain("needs 2.7").And.Contain("(weights 2.").And.Contain("+ vocabulary 104 KB)").And.Contain("and 400 KB are left (control group /small). Map the file"));
        Assert.That(repacked, Does.Contain("weights in the processor's order").And.Contain("Choose a smaller model"));
        Assert.That(session, Does.Contain("a session of 2,000 tokens needs").And.Contain("keys and values 2.10 MB + working memory").And.Contain("Lower Capacity"));
    }

    [TestCase(true, true)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Model_and_sessions_are_disposed_in_any_order(bool modelFirst, bool mapped)
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F32).Save(folder["tiny.gguf"]);
        var model = LlamaLanguageModel.Open(folder["tiny.gguf"], new() { Threads = 1, Mapped = mapped });
        var (first, second) = (model.Start(), model.Start());
        first.Read([5, 6]);

        if (modelFirst)
        {
            model.Dispose();
            Assert.Throws<ObjectDisposedException>(() => model.Start());
            Assert.Throws<ObjectDisposedException>(() => model.Tokenize("a"));
        }

        first.Read([7]);
        Assert.That(first.Choose(), Is.InRange(0, TinyLlama.Tokens - 1));
        first.Dispose();
        second.Read([5]);
        second.Dispose();
        second.Dispose();
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.Read([1]));
        Assert.Throws<ObjectDisposedException>(() => first.Choose());
        Assert.Throws<ObjectDisposedException>(() => first.Cut(0));
    }

    [Test]
    public void Memory_comes_back_after_each_of_many_models()
    {
        using var folder = new TemporaryFolder();
        TinyLlama.Writer(GgufType.F32, width: 512).Save(folder["tiny.gguf"]);
        for (var i = 0; i < 5; i++)
        {
            Cycle(folder["tiny.gguf"]);
        }

        var before = Anonymous();
        for (var i = 0; i < 50; i++)
        {
            Cycle(folder["tiny.gguf"]);
        }

        // Weights and cache of one cycle are 14 MB, all 50 are 700 MB.
        Assert.That(Anonymous() - before, Is.LessThan(24 << 20));

        static void Cycle(string path)
        {
            var model = LlamaLanguageModel.Open(path, new() { Threads = 1, Mapped = false });
            using var session = model.Start(new() { Capacity = 1024 });
            model.Dispose();
            session.Read([5, 6, 7]);
            _ = session.Choose();
        }

        static long Anonymous()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            NativeHeap.Trim();
            return MemorySnapshot.OfThisProcess().Anonymous.Bytes;
        }
    }
}
