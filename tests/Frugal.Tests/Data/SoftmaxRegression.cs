using System.Numerics.Tensors;

namespace Frugal.Tests.Data;

/// <summary>The linear classifier that shows how much colour and position alone give away; gradient descent with momentum.</summary>
internal sealed class SoftmaxRegression
{
    private readonly float[][] weights;
    private readonly float[] biases;

    private SoftmaxRegression(int classes, int inputs)
    {
        weights = [.. Enumerable.Range(0, classes).Select(_ => new float[inputs])];
        biases = new float[classes];
    }

    public static SoftmaxRegression Fit(float[][] rows, int[] labels, int classes, int rounds)
    {
        var model = new SoftmaxRegression(classes, rows[0].Length);
        var momentum = new SoftmaxRegression(classes, rows[0].Length);
        for (var round = 0; round < rounds; round++)
        {
            for (var c = 0; c < classes; c++)
            {
                TensorPrimitives.Multiply(momentum.weights[c], 0.9f, momentum.weights[c]);
                momentum.biases[c] *= 0.9f;
            }

            for (var i = 0; i < rows.Length; i++)
            {
                var error = model.Scores(rows[i]);
                TensorPrimitives.SoftMax<float>(error, error);
                error[labels[i]] -= 1;
                for (var c = 0; c < classes; c++)
                {
                    TensorPrimitives.MultiplyAdd(rows[i], -0.02f / rows.Length * error[c], momentum.weights[c], momentum.weights[c]);
                    momentum.biases[c] -= 0.02f / rows.Length * error[c];
                }
            }

            for (var c = 0; c < classes; c++)
            {
                TensorPrimitives.Add(model.weights[c], momentum.weights[c], model.weights[c]);
                model.biases[c] += momentum.biases[c];
            }
        }

        return model;
    }

    public double Accuracy(float[][] rows, int[] labels) =>
        rows.Zip(labels).Average(pair => TensorPrimitives.IndexOfMax<float>(Scores(pair.First)) == pair.Second ? 1.0 : 0);

    private float[] Scores(float[] row) => [.. weights.Select((weight, c) => TensorPrimitives.Dot<float>(weight, row) + biases[c])];
}
