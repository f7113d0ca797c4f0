using Labs.MakeItSmall.Grader.Probes;

namespace Labs.MakeItSmall.Grader;

[Task(7, "A distillation loss with temperature")]
[Points(10)]
[Hint("Notebook 05, sections 2 and 3: soften both by T, multiply the teacher's part by T².")]
public class DistillationTests : SmallFixture
{
    private const string Look = "the softmax of both at T, T² before the teacher's part, 1 - w before the labels' part, and the mean over the batch";

    protected override string[] Ready => ["Frugal.Distillation.", "Frugal.Training.", "TorchSharp."];

    [Test, Points(3)]
    public void The_loss_is_that_of_PyTorch_for_all_temperatures_and_weights()
    {
        foreach (var (request, loss, _) in Cases())
        {
            Say.Near(Ask(DistillationProbes.Loss, request), loss, 1e-4, $"Distillation.Loss of 5 rows of 10 logits, T = {request.Temperature}, w = {Say.Text(request.Weight)}", Look);
        }
    }

    [Test, Points(3)]
    public void The_gradient_is_the_one_that_PyTorch_computes()
    {
        foreach (var (request, _, gradient) in Cases())
        {
            Say.Near(Ask(DistillationProbes.Gradient, request), gradient, 1e-5, $"Distillation.Gradient, T = {request.Temperature}, w = {Say.Text(request.Weight)}", i => $"row {i / 10}, class {i % 10}",
                "what the student says minus what it should say: T² / T leaves one T for the teacher's part, the labels' part has none, and both are divided by the rows of the batch");
        }
    }

    [Test, Points(1)]
    [Hint("An infinite or NaN loss: an exponential overflowed. Subtract the largest logit of a row before the exponential.")]
    public void Logits_of_a_thousand_do_not_overflow()
    {
        var request = new LossRequest([1000, 0, -1000, 0, 1000, 500], [900, 0, 0, 0, 1000, 1000], [0, 1], 2, 0.5);
        Say.Near(Ask(DistillationProbes.Loss, request), 0.5 * 4 * 0.5 * (0.5 * 250), 1e-2, "Distillation.Loss of logits up to 1,000, T = 2, w = 0.5", "the exponential: subtract the row's largest logit first, and take the logarithm of the sum, not of a probability that has become 0");
    }

    [Test, Hidden, Points(3)]
    public void A_last_layer_taught_by_a_trained_ResNet_learns_what_the_graders_own_loss_teaches()
    {
        const int inputs = 80, epochs = 80;
        const double rate = 0.05, temperature = 3, share = 0.8;
        var lesson = Lesson.Draw(Unseen);
        var ((seen, judged), (told, wanted)) = (lesson.Narrow(inputs), lesson.Teacher());
        var start = new float[lesson.Bias.Length * inputs];
        var trained = Ask(DistillationProbes.Train, new LessonRequest(Packed.Of(seen), Packed.Of(told), lesson.Labels, Packed.Of(start), new float[lesson.Bias.Length], epochs, rate, temperature, share)).Numbers();
        Say.Length(trained.Length, start.Length + lesson.Bias.Length, "the trained layer");

        var (weight, bias) = (start.ToArray(), new float[lesson.Bias.Length]);
        LastLayer.Train(seen, weight, bias, lesson.Labels.Length, epochs, rate, w => w, (_, g) => g, logits => Worked(logits, told, lesson.Labels, temperature, share));
        var (mine, worked) = (LastLayer.Logits(judged, trained[..start.Length], trained[start.Length..], wanted.Length / lesson.Bias.Length), LastLayer.Logits(judged, weight, bias, wanted.Length / lesson.Bias.Length));
        var (reached, possible) = (Distance(mine, wanted), Distance(worked, wanted));
        Record("accuracy_taught", new Figure(100 * lesson.Right(mine), "%", Reference: 100 * lesson.Right(worked)));
        Say.That(reached <= possible * 1.02 + 1e-3, "how far the taught layer's probabilities are from the teacher's, on unseen pictures", $"at most {Say.Text(possible)}", Say.Text(reached), "the gradient");
    }

    private static IEnumerable<(LossRequest Request, double Loss, float[] Gradient)> Cases()
    {
        var golden = Golden.Of("distillation");
        var (student, teacher, labels) = (golden.Floats("student"), golden.Floats("teacher"), golden.Integers("labels"));
        return golden.GetProperty("cases").EnumerateArray().Select(one =>
            (new LossRequest(student, teacher, labels, one.GetProperty("temperature").GetDouble(), one.GetProperty("weight").GetDouble()), one.GetProperty("loss").GetDouble(), one.Floats("gradient")));
    }

    private static float[] Worked(float[] student, float[] teacher, int[] labels, double temperature, double share)
    {
        var classes = student.Length / labels.Length;
        var hard = LastLayer.CrossEntropyGradient(student, labels);
        var (own, told) = (Soften(student, classes, temperature), Soften(teacher, classes, temperature));
        return [.. hard.Select((one, i) => (float)((1 - share) * one + share * temperature * (own[i] - told[i]) / labels.Length))];
    }

    /// <summary>The mean absolute difference between the probabilities of both.</summary>
    private static double Distance(float[] student, float[] teacher) => Soften(student, 10, 1).Zip(Soften(teacher, 10, 1), (p, q) => Math.Abs(p - q)).Average();

    private static double[] Soften(float[] logits, int classes, double temperature) =>
    [
        .. logits.Chunk(classes).SelectMany(row =>
        {
            var powers = row.Select(z => Math.Exp((z - row.Max()) / temperature)).ToArray();
            return powers.Select(power => power / powers.Sum());
        }),
    ];
}
