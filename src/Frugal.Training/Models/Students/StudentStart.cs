using Frugal.Architectures;
using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>
/// First weights of a student, from its teacher's file: token embeddings by the largest singular values of the teacher's (Eckart and Young 1936, "The approximation of one
/// matrix by another of lower rank"), and, for a student of the teacher's width, its first blocks with the strongest neurons of their feed-forward layers.
/// </summary>
internal sealed class StudentStart(OnnxModel teacher, StudentVocabulary vocabulary)
{
    /// <summary>The number of tokens of the student.</summary>
    public int Vocabulary => vocabulary.Tokens.Count;

    /// <summary>Fills token embeddings of a transformer and, if its width is the teacher's, positions, blocks and normalisations.</summary>
    public TextTransformer Fill(TextTransformer student)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var state = student.state_dict();
        if (student.Options.EmbeddingWidth is { } narrow)
        {
            var (vectors, basis, mean) = Reduced(narrow);
            state["tokens.weight"].copy_(vectors);
            state["widening.weight"].copy_(basis);
            state["widening.bias"].copy_(mean);
        }
        else
        {
            FillTokens(state["tokens.weight"]);
        }

        if (student.Options.Width == Weight("positions.weight").shape[1])
        {
            FillBlocks(state, student.Options);
        }

        return student;
    }

    /// <summary>Fills a table of token embeddings (V, D): the teacher's, reduced to D directions and scaled to a standard deviation of 1 as random ones have.</summary>
    public void FillTokens(Tensor table)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var (vectors, _, _) = Reduced(table.shape[1]);
        table.copy_(vectors.div(vectors.std()));
        table[0].zero_();
    }

    private void FillBlocks(Dictionary<string, Tensor> state, TextTransformerOptions options)
    {
        state["positions.weight"].copy_(Weight("positions.weight").narrow(0, 0, options.Length));
        Same("normalization.weight", "normalization.bias");
        for (var i = 0; i < options.Blocks; i++)
        {
            var block = $"blocks.{i}";
            foreach (var layer in new[] { "query", "key", "value", "output", "attentionNorm", "feedForwardNorm" })
            {
                Same($"{block}.{layer}.weight", $"{block}.{layer}.bias");
            }

            var (widen, narrow) = (Weight($"{block}.widen.weight"), Weight($"{block}.narrow.weight"));
            var strength = widen.norm(1).mul(narrow.norm(0));                     // (F)
            var kept = strength.topk(options.FeedForward).indexes.sort().Values;
            state[$"{block}.widen.weight"].copy_(widen.index_select(0, kept));
            state[$"{block}.widen.bias"].copy_(Weight($"{block}.widen.bias").index_select(0, kept));
            state[$"{block}.narrow.weight"].copy_(narrow.index_select(1, kept));
            Same($"{block}.narrow.bias");
        }

        void Same(params string[] names)
        {
            foreach (var name in names)
            {
                state[name].copy_(Weight(name));
            }
        }
    }

    /// <summary>E = mean + U S V^T of the student's tokens: U S (V, d), V (D, d) and the mean (D).</summary>
    private (Tensor Vectors, Tensor Basis, Tensor Mean) Reduced(long width)
    {
        var table = Weight("tokens.weight");
        var rows = vocabulary.Origins.Select(origin => table.index_select(0, tensor(Array.ConvertAll(origin, token => (long)token))).mean([0])).ToList();
        var all = stack(rows);                                                    // (V, D)
        var mean = all.mean([0]);
        var (_, _, directions) = linalg.svd(all.sub(mean), fullMatrices: false);  // (D, D)
        var basis = directions.narrow(0, 0, width).t().contiguous();              // (D, d)
        return (all.sub(mean).mm(basis), basis, mean);
    }

    /// <summary>A weight of the teacher under TorchSharp's name; the file stores the blocks' matrices transposed.</summary>
    private Tensor Weight(string name)
    {
        var constant = teacher.Constant(name) ?? throw new FrugalException($"{teacher.Source}: it has no weight {name}, so no student can start from it. Train it again with 'frugal models train tweets-minilm'.");
        var stored = tensor(constant.Values, [.. constant.Shape]);
        return name.StartsWith("blocks.", StringComparison.Ordinal) && constant.Shape.Count == 2 ? stored.t().contiguous() : stored;
    }
}
