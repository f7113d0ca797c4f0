namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>Trains the last layer of a network by plain gradient descent with momentum, on features that the other layers gave.</summary>
public static class LastLayer
{
    private const double Momentum = 0.9;

    /// <param name="features">(rows, inputs).</param>
    /// <param name="weight">(classes, inputs); it is trained in place.</param>
    /// <param name="bias">(classes); it is trained in place.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="epochs">Steps, each over all rows.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="forward">What the weights become before they are used.</param>
    /// <param name="backward">The weights' gradient, from that of what they became.</param>
    /// <param name="loss">The gradient of the loss for the logits (rows, classes).</param>
    public static void Train(
        float[] features, float[] weight, float[] bias, int rows, int epochs, double rate, Func<float[], float[]> forward, Func<float[], float[], float[]> backward, Func<float[], float[]> loss)
    {
        var (speed, biasSpeed) = (new double[weight.Length], new double[bias.Length]);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var used = forward(weight);
            var told = loss(Logits(features, used, bias, rows));
            var (wanted, biasGradient) = (new float[weight.Length], new double[bias.Length]);
            var inputs = weight.Length / bias.Length;
            for (var row = 0; row < rows; row++)
            {
                for (var c = 0; c < bias.Length; c++)
                {
                    var g = told[row * bias.Length + c];
                    biasGradient[c] += g;
                    for (var i = 0; i < inputs; i++)
                    {
                        wanted[c * inputs + i] += g * features[row * inputs + i];
                    }
                }
            }

            var gradient = backward(weight, wanted);
            for (var i = 0; i < weight.Length; i++)
            {
                speed[i] = Momentum * speed[i] + gradient[i];
                weight[i] -= (float)(rate * speed[i]);
            }

            for (var c = 0; c < bias.Length; c++)
            {
                biasSpeed[c] = Momentum * biasSpeed[c] + biasGradient[c];
                bias[c] -= (float)(rate * biasSpeed[c]);
            }
        }
    }

    public static float[] Logits(float[] features, float[] weight, float[] bias, int rows)
    {
        var (classes, inputs) = (bias.Length, weight.Length / bias.Length);
        var logits = new float[rows * classes];
        for (var row = 0; row < rows; row++)
        {
            for (var c = 0; c < classes; c++)
            {
                var sum = bias[c];
                for (var i = 0; i < inputs; i++)
                {
                    sum += features[row * inputs + i] * weight[c * inputs + i];
                }

                logits[row * classes + c] = sum;
            }
        }

        return logits;
    }

    /// <summary>The gradient of the labels' mean cross-entropy for the logits.</summary>
    public static float[] CrossEntropyGradient(float[] logits, int[] labels)
    {
        var classes = logits.Length / labels.Length;
        var gradient = new float[logits.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            var own = logits.AsSpan(row * classes, classes).ToArray();
            var largest = own.Max();
            var all = own.Sum(z => Math.Exp(z - largest));
            for (var c = 0; c < classes; c++)
            {
                gradient[row * classes + c] = (float)((Math.Exp(own[c] - largest) / all - (c == labels[row] ? 1 : 0)) / labels.Length);
            }
        }

        return gradient;
    }
}
