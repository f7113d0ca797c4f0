using Frugal.Distillation;
using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>
/// A linear classifier on a teacher's vectors of texts, so that a teacher of other tasks can teach a new one (a linear probe: Alain and Bengio 2016, "Understanding
/// intermediate layers using linear classifier probes").
/// </summary>
internal sealed class SentimentHead
{
    private const int Steps = 300;
    private const double Rate = 0.02, Decay = 0.003;

    private readonly float[] weight;   // (classes, D)
    private readonly float[] bias;     // (classes)

    private SentimentHead(float[] weight, float[] bias) => (this.weight, this.bias) = (weight, bias);

    /// <summary>Fits the classifier by full-batch gradient descent on the cross-entropy, with a decay of its weights.</summary>
    public static SentimentHead Fit(TextAnswers answers, IReadOnlyList<int> labels, int classes)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var vectors = tensor(answers.Features.ToArray(), [answers.Count, answers.Width]);
        var layer = nn.Linear(answers.Width, classes);
        var targets = tensor(labels.Select(label => (long)label).ToArray());
        using var optimizer = optim.AdamW(layer.parameters(), lr: Rate, weight_decay: Decay / Rate);
        for (var step = 0; step < Steps; step++)
        {
            optimizer.ParamGroups.Single().LearningRate = Rate * (1 - ((double)step / Steps));
            optimizer.zero_grad();
            nn.functional.cross_entropy(layer.call(vectors), targets).backward();
            optimizer.step();
        }

        return new(ModuleWeights.Floats(layer.weight!), ModuleWeights.Floats(layer.bias!));
    }

    /// <summary>The same answers with this classifier's logits.</summary>
    public TextAnswers Apply(TextAnswers answers)
    {
        using var scope = NewDisposeScope();
        var (classes, width) = (bias.Length, answers.Width);
        var logits = tensor(answers.Features.ToArray(), [answers.Count, width]).mm(tensor(weight, [classes, width]).t()).add(tensor(bias));
        return answers with { Logits = ModuleWeights.Floats(logits) };
    }
}
