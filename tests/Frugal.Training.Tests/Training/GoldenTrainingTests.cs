using Frugal.Architectures;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Training.Tests.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Training;

public class GoldenTrainingTests
{
    [Test]
    public void Six_steps_lose_what_PyTorch_s_AdamW_loses()
    {
        var expected = GoldenNumbers.Read().TrainingLosses;
        var options = new TrainingOptions { Mixup = 0, BatchSize = 8 };
        using var state = new TrainingState(() => GoldenFormula.Fill(new ResNet(new ResNetOptions { Stem = 8, Widths = [8, 16] })), options);
        var pictures = ImageLoader.Create(new ColouredPictures(8, 1), new LoaderOptions { BatchSize = 8, Preprocessing = new Preprocessing { Size = 32 } });
        var step = new TrainingStep(state, options, pictures);
        var schedule = new LearningRateSchedule(options.LearningRate, warmUp: 3, total: 6);
        var batch = new Batch(8, 3 * 32 * 32, second: null, _ => { });
        GoldenFormula.Pictures(8, 32).CopyTo(batch.Images, 0);
        Enumerable.Range(0, 8).Select(i => (long)i).ToArray().CopyTo(batch.Labels, 0);

        var losses = Enumerable.Range(0, expected.Length).Select(i => step.Run(batch, i, schedule.At(i))).ToArray();

        // Adam divides by the root of tiny squares, so rounding grows with each step: 1e-3 relative after six.
        Assert.That(losses, Is.EqualTo(expected).Within(0.1).Percent);
        state.Average.Dispose();
    }

    [Test]
    public void The_average_is_the_naive_moving_average()
    {
        using var live = ColouredPictures.Network();
        using var average = ColouredPictures.Network();
        using var noGrad = no_grad();
        var weights = new WeightAverage(average, live, decay: 0.15);
        weights.Reset();
        var parameter = live.parameters().First();
        var expected = First(parameter);

        for (var step = 0; step < 4; step++)
        {
            parameter.add_(1);
            weights.Update(step);
            var kept = Math.Min(0.15, (1.0 + step) / (10.0 + step));
            expected = (float)(kept * expected + (1 - kept) * First(parameter));
        }

        Assert.That(First(average.parameters().First()), Is.EqualTo(expected).Within(1e-5));
    }

    private static float First(Tensor values) => values.data<float>().ToArray()[0];
}
