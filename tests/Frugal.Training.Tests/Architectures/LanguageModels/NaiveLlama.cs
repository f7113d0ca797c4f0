using System.Numerics;
using Frugal.Architectures;

namespace Frugal.Training.Tests.Architectures.LanguageModels;

/// <summary>The Llama architecture once more: loops over single numbers in double precision, with the rotation as a product of complex numbers.</summary>
internal sealed class NaiveLlama(LlamaModel model)
{
    private readonly LlamaOptions shape = model.Options;
    private readonly Dictionary<string, float[]> weights = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.data<float>().ToArray());

    /// <summary>The logits of one text, (T, V).</summary>
    public double[][] Logits(long[] text)
    {
        var x = text.Select(token => Row("tokens.weight", token)).ToArray();
        for (var block = 0; block < shape.Blocks; block++)
        {
            x = Sum(x, Attention($"blocks.{block}.attention", Norm($"blocks.{block}.attentionNorm", x)));
            x = Sum(x, Fed($"blocks.{block}.feedForward", Norm($"blocks.{block}.feedForwardNorm", x)));
        }

        return Linear(shape.TiedEmbedding ? "tokens" : "head", Norm("normalization", x));
    }

    private double[][] Attention(string name, double[][] x)
    {
        var (queries, keys, values) = (Linear($"{name}.query", x), Linear($"{name}.key", x), Linear($"{name}.value", x));
        var attended = x.Select(_ => new double[shape.Width]).ToArray();
        for (var t = 0; t < x.Length; t++)
        {
            for (var head = 0; head < shape.Heads; head++)
            {
                var shared = head / (shape.Heads / shape.KeyValueHeads);
                var scores = Enumerable.Range(0, t + 1).Select(s => Product(queries[t], t, head, keys[s], s, shared) / Math.Sqrt(shape.HeadWidth)).ToArray();
                var total = scores.Sum(Math.Exp);
                for (var s = 0; s <= t; s++)
                {
                    for (var i = 0; i < shape.HeadWidth; i++)
                    {
                        attended[t][head * shape.HeadWidth + i] += Math.Exp(scores[s]) / total * values[s][shared * shape.HeadWidth + i];
                    }
                }
            }
        }

        return Linear($"{name}.output", attended);
    }

    /// <summary>The product of a turned query and a turned key.</summary>
    private double Product(double[] query, int queryPlace, int queryHead, double[] key, int keyPlace, int keyHead)
    {
        var sum = 0.0;
        for (var i = 0; i < shape.HeadWidth; i += 2)
        {
            var a = Turned(query, queryHead * shape.HeadWidth + i, queryPlace, i);
            var b = Turned(key, keyHead * shape.HeadWidth + i, keyPlace, i);
            sum += a.Real * b.Real + a.Imaginary * b.Imaginary;
        }

        return sum;
    }

    private Complex Turned(double[] vector, int at, int place, int i) =>
        new Complex(vector[at], vector[at + 1]) * Complex.FromPolarCoordinates(1, place * Math.Pow(shape.RotaryBase, -(double)i / shape.HeadWidth));

    private double[][] Fed(string name, double[][] x)
    {
        var (gate, wide) = (Linear($"{name}.gate", x), Linear($"{name}.widen", x));
        return Linear($"{name}.narrow", [.. gate.Zip(wide, (g, w) => g.Zip(w, (a, b) => a / (1 + Math.Exp(-a)) * b).ToArray())]);
    }

    private double[][] Norm(string name, double[][] x) => [.. x.Select(vector =>
    {
        var root = Math.Sqrt(vector.Average(value => value * value) + shape.Epsilon);
        return vector.Zip(weights[$"{name}.weight"], (value, weight) => value / root * weight).ToArray();
    })];

    private double[][] Linear(string name, double[][] x) => [.. x.Select(vector =>
        Enumerable.Range(0, weights[$"{name}.weight"].Length / vector.Length).Select(row => vector.Select((value, i) => value * weights[$"{name}.weight"][row * vector.Length + i]).Sum()).ToArray())];

    private double[] Row(string name, long row) => [.. weights[name].Skip((int)row * shape.Width).Take(shape.Width).Select(value => (double)value)];

    private static double[][] Sum(double[][] x, double[][] y) => [.. x.Zip(y, (a, b) => a.Zip(b, (c, d) => c + d).ToArray())];
}
