using Frugal.Architectures;
using Frugal.Data;
using Frugal.Gguf;
using Frugal.Models;
using Frugal.Texts;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Importing;

/// <summary>What <see cref="LlamaExporter"/> writes is read back. Files that llama.cpp quantised are in Frugal.Llama.Tests.</summary>
public class LlamaImporterTests
{
    private static readonly BytePairVocabulary Vocabulary = BytePairTrainer.Train(
        ["Le chat dort, the cat sleeps, le chat ne dort pas.", "The cats don't mind."], new BytePairOptions { Vocabulary = 300, SpecialTokens = ["<|end|>", "<|user|>"] });

    private static readonly LlamaOptions Shape = new()
    {
        Vocabulary = Vocabulary.Tokens.Count, Context = 48, Width = 64, Heads = 4, KeyValueHeads = 2, Blocks = 2, FeedForward = 96, RotaryBase = 500, Epsilon = 1e-4, RowMultiple = 1,
    };

    [TestCase(2, true)]
    [TestCase(4, false)]
    public void A_model_in_F32_is_the_same_after_export_and_import(int keyValueHeads, bool tied)
    {
        using var folder = new TemporaryFolder();
        using var model = Model(Shape with { KeyValueHeads = keyValueHeads, TiedEmbedding = tied });
        LlamaExporter.Export(model, Vocabulary, folder["a.gguf"], new LlamaExportOptions { Type = GgufType.F32, Name = "petit", ChatTemplate = "{{ messages }}" });

        using var imported = LlamaImporter.Import(folder["a.gguf"]);

        Assert.That(imported.Network.Options with { Epsilon = 1e-4 }, Is.EqualTo(model.Options));
        Assert.That(imported.Network.Options.Epsilon, Is.EqualTo(1e-4).Within(1e-10), "the file has a float");
        Assert.That((imported.Name, imported.ChatTemplate, imported.Network.training), Is.EqualTo(("petit", "{{ messages }}", false)));
        Assert.That(Weights(imported.Network), Is.EqualTo(Weights(model)));
        Assert.That((imported.Vocabulary.Tokens, imported.Vocabulary.SpecialTokens, imported.Vocabulary.Merges), Is.EqualTo((Vocabulary.Tokens, Vocabulary.SpecialTokens, Vocabulary.Merges)));
        Assert.That(new BytePairTokenizer(imported.Vocabulary).Encode("The chat sleeps 🙂"), Is.EqualTo(new BytePairTokenizer(Vocabulary).Encode("The chat sleeps 🙂")));
    }

    [Test]
    public void A_model_in_F16_has_its_matrices_rounded()
    {
        using var folder = new TemporaryFolder();
        using var model = Model(Shape);
        LlamaExporter.Export(model, Vocabulary, folder["a.gguf"]);

        using var imported = LlamaImporter.Import(folder["a.gguf"]);

        Assert.That(Weights(imported.Network), Is.EqualTo(Weights(model, round: true)));
    }

    [Test]
    public void A_chat_model_of_the_library_answers_as_the_one_that_was_saved()
    {
        using var folder = new TemporaryFolder();
        var vocabulary = BytePairTrainer.Train(["user\n", "assistant\n"], new BytePairOptions { Vocabulary = 300, SpecialTokens = ChatFormat.SpecialTokens });
        using var saved = new ChatModel("small", Model(Shape with { Vocabulary = vocabulary.Tokens.Count }), new BytePairTokenizer(vocabulary), []);
        saved.SaveGguf(folder["small.gguf"]);
        File.WriteAllText(folder["catalog.json"], $$"""
            { "entries": [
              { "name": "small", "version": "1", "summary": "s", "licence": "MIT", "card": "small.md", "path": "small.gguf", "bytes": {{new FileInfo(folder["small.gguf"]).Length}}, "sha256": "{{Checksums.Sha256(folder["small.gguf"])}}" },
              { "name": "pictures", "version": "1", "summary": "s", "licence": "MIT", "card": "small.md", "path": "pictures.onnx" }
            ] }
            """);
        var library = new ModelLibrary(folder.Path);

        using var opened = library.OpenChat("small");

        Assert.That(opened.Answer(["chat"], most: 8), Is.EqualTo(saved.Answer(["chat"], most: 8)));
        Assert.That(() => library.OpenChat("pictures"), Throws.TypeOf<FrugalException>().With.Message.EqualTo("pictures: it is an ONNX model, and a chat model in GGUF is needed. Choose one of: small."));
    }

    [Test]
    public void Files_of_other_models_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var model = Model(Shape);
        LlamaExporter.Export(model, Vocabulary, folder["a.gguf"], new LlamaExportOptions { Type = GgufType.F32 });

        Refused(values => values[GgufKeys.Architecture] = GgufValue.Of("gpt2"), "its architecture is 'gpt2'; 'llama' is imported");
        Refused(values => values[GgufKeys.TokenizerModel] = GgufValue.Of("llama"), "a tokenizer of the kind 'llama'");
        Refused(values => values[GgufKeys.TokenizerSplit] = GgufValue.Of("qwen2"), "words split as in 'qwen2'");
        Refused(values => values[GgufKeys.Tokens] = GgufValue.OfArray(Vocabulary.Tokens.Reverse()), "numbers its tokens in another order");
        Refused(values => values["llama.rope.dimension_count"] = GgufValue.Of(8u), "turns 8 components of a head, of 16");
        Refused(values => values["llama.feed_forward_length"] = GgufValue.Of(128u), "'blk.0.ffn_gate.weight' has the shape 96x64; its metadata announce 128x64");
        Refused(values => values.Remove("llama.block_count"), "lack the key 'llama.block_count'");
        Refused(values => values["llama.block_count"] = GgufValue.Of(1u), "'blk.1.attn_norm.weight' has no place");
        Refused(values => values["llama.block_count"] = GgufValue.Of(3u), "there is no tensor 'blk.2.attn_norm.weight'");

        void Refused(Action<Dictionary<string, GgufValue>> change, string why)
        {
            using (var file = GgufFile.Open(folder["a.gguf"]))
            {
                var values = file.Metadata.ToDictionary();
                change(values);
                var writer = new GgufWriter(values[GgufKeys.Architecture].As<string>());
                foreach (var (key, value) in values.Where(value => value.Key != GgufKeys.Architecture))
                {
                    writer.Set(key, value);
                }

                foreach (var tensor in file.Tensors)
                {
                    writer.Add(tensor.Name, [.. tensor.Shape], tensor.Type, file.Floats(tensor));
                }

                writer.Save(folder["b.gguf"]);
            }

            Assert.That(Assert.Throws<FrugalException>(() => LlamaImporter.Import(folder["b.gguf"]))!.Message, Does.StartWith(folder["b.gguf"]).And.Contain(why).And.Not.Contain("\n"));
        }
    }

    private static LlamaModel Model(LlamaOptions shape)
    {
        random.manual_seed(3);
        var model = new LlamaModel(shape);
        model.eval();
        return model;
    }

    private static Dictionary<string, float[]> Weights(LlamaModel model, bool round = false) => model.state_dict().ToDictionary(entry => entry.Key, entry =>
        entry.Value.data<float>().Select(value => round && entry.Value.dim() == 2 ? (float)(Half)value : value).ToArray());
}
