using Frugal.Models;
using Frugal.Onnx;
using Frugal.Texts;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Models;

/// <summary>On the real file, from the package that the tests' project names.</summary>
public class MiniLmTests
{
    private static readonly ModelLibrary Library = ModelLibrary.Default();
    private static readonly OnnxModel Model = OnnxModel.Load(Library.Get(MiniLm.Name));

    /// <summary>Two texts of 9 and 5 tokens: [CLS], words, [SEP], padding.</summary>
    private static readonly long[,] Tokens = { { 101, 2023, 3259, 2003, 2205, 2235, 2005, 2033, 102 }, { 101, 2204, 6429, 999, 102, 0, 0, 0, 0 } };

    [Test]
    public void Its_hidden_states_are_those_of_the_file_run_by_ONNX_Runtime()
    {
        using var scope = NewDisposeScope();
        using var network = MiniLm.Network(Model, classes: 4);
        network.eval();
        using var still = no_grad();
        var tokens = tensor(Tokens);

        var given = network.Encode(tokens);

        var mask = tokens.ne(0);
        var expected = tensor(OfFile(), given.shape);
        var largest = expected.abs().max().item<float>();
        var apart = given.sub(expected).abs().mul(mask.unsqueeze(2)).max().item<float>();   // what stands at padding is never read
        Assert.That(apart / largest, Is.LessThan(1e-3));
        Assert.That(largest, Is.GreaterThan(0.1), "the states are not all zero");
        Assert.That(network.call(tokens).abs().max().item<float>(), Is.Zero, "the new classifier answers nothing");
    }

    [Test]
    public void The_new_classifier_alone_is_not_in_the_file_and_the_catalogue_counts_the_rest()
    {
        using var network = new Frugal.Architectures.TextTransformer(MiniLm.Options(classes: 4));

        var left = OnnxWeights.Into(network, Model, MiniLm.Map(Model));

        Assert.That(left, Is.EqualTo(new[] { "classifier.weight", "classifier.bias" }));
        var classifier = 4 * 384 + 4;
        var segments = 2 * 384;   // part of the positions here
        Assert.That(Library.Catalog[MiniLm.Name].Parameters, Is.EqualTo(network.parameters().Sum(parameter => parameter.numel()) - classifier + segments));
    }

    /// <summary>The tokens are those that BERT's own tokenizer gives (Devlin et al. 2019, google-research/bert).</summary>
    [TestCase("Hello, world!", new long[] { 101, 7592, 1010, 2088, 999, 102 })]
    [TestCase("unaffable", new long[] { 101, 14477, 20961, 3468, 102 })]
    [TestCase("@user #irony", new long[] { 101, 1030, 5310, 1001, 19728, 102 })]
    public void Its_vocabulary_cuts_words_as_BERT_does(string text, long[] tokens) =>
        Assert.That(WordPieces.Load(Library.GetVocabulary(MiniLm.Name)).Encode(text), Is.EqualTo(tokens));

    [Test]
    public void A_file_for_texts_of_any_length_answers_as_the_network()
    {
        using var scope = NewDisposeScope();
        using var network = MiniLm.Network(Model, classes: 2);
        network.eval();
        using var still = no_grad();
        network.state_dict()["classifier.weight"].fill_(0.1f);
        var recipe = TextRecipes.TweetsMiniLm;

        using var session = new InferenceSession(recipe.ToOnnx(network).ToBytes());

        foreach (var length in new[] { 5, 9 })
        {
            var tokens = tensor(Tokens).narrow(1, 0, length).contiguous();
            using var input = OrtValue.CreateTensorValueFromMemory(tokens.data<long>().ToArray(), [2, length]);
            using var options = new RunOptions();
            using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["input_ids"] = input }, session.OutputNames);
            Assert.That(outputs[0].GetTensorDataAsSpan<float>().ToArray(), Is.EqualTo(network.call(tokens).data<float>().ToArray()).Within(1e-4), $"{length} tokens");
        }
    }

    [Test]
    public void Its_vocabulary_has_a_line_per_token()
    {
        var lines = File.ReadAllLines(Library.GetVocabulary(MiniLm.Name));

        Assert.That(lines, Has.Length.EqualTo(MiniLm.Options(2).Vocabulary));
        Assert.That((lines[0], lines[101], lines[102]), Is.EqualTo(("[PAD]", "[CLS]", "[SEP]")));
        Assert.That(() => Library.GetVocabulary("clothing-resnet"), Throws.TypeOf<FrugalException>().With.Message.Contains("has no vocabulary"));
    }

    [Test]
    public void Another_file_is_refused_with_what_it_lacks() =>
        Assert.That(() => MiniLm.Map(Library.Load("clothing-resnet")), Throws.TypeOf<FrugalException>().With.Message.Contains("has no encoder.layer.0.attention.self.query.bias"));

    private static float[] OfFile()
    {
        long[] shape = [Tokens.GetLength(0), Tokens.GetLength(1)];
        long[] tokens = [.. Tokens.Cast<long>()];
        using var session = new InferenceSession(Model.ToBytes());
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, shape);
        using var mask = OrtValue.CreateTensorValueFromMemory([.. tokens.Select(token => token == 0 ? 0L : 1L)], shape);
        using var segments = OrtValue.CreateTensorValueFromMemory(new long[tokens.Length], shape);
        using var options = new RunOptions();
        using var results = session.Run(options, ["input_ids", "attention_mask", "token_type_ids"], [ids, mask, segments], ["last_hidden_state"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
