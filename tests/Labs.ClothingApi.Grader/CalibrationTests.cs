using System.Runtime.InteropServices;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using Labs.ClothingApi.Grader.Probes;
using Microsoft.ML.OnnxRuntime;

namespace Labs.ClothingApi.Grader;

[Task(4, "Calibration: pictures and observers")]
[Points(16)]
public class CalibrationTests : TaskFixture
{
    private const int Pictures = 32;
    private const int BrokenPixels = 100;
    private const float Brighter = 500;
    private static readonly string[] Observers = [nameof(ObserverKind.MinMax), nameof(ObserverKind.Percentile), nameof(ObserverKind.Mse), nameof(ObserverKind.Entropy)];

    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB"), Time = TimeSpan.FromSeconds(60) };

    [Test, Points(2), Hint("One of each class in turn.")]
    public void Each_class_is_chosen_as_often_as_any_other()
    {
        int[] labels = [.. Enumerable.Range(0, 400).Select(i => i < 300 ? i % 3 : 3 + i % 2)];        // three frequent classes and two rare ones, in blocks
        Even(labels, 100, "400 pictures of 5 classes (100, 100, 100, 50 and 50 of each), 100 to choose");
        Even(labels, 7, "The same 400 pictures, 7 to choose");
        MustNotCall("Frugal.Data.Splits");
    }

    [Test, Points(1), Hint("new Random(seed).Shuffle.")]
    public void The_same_seed_chooses_the_same_pictures_and_another_seed_others()
    {
        int[] labels = [.. Enumerable.Range(0, 500).Select(i => i % 5)];
        var (one, again, other) = (Choose(labels, 100, 1), Choose(labels, 100, 1), Choose(labels, 100, 2));
        const string Look = "CalibrationSet.Choose: what draws the pictures of a class";

        Expect.For("500 pictures of 5 classes, 100 to choose, seed 1 twice", Look).That(one.Order().SequenceEqual(again.Order()), "the same pictures twice", "two different choices");
        Expect.For("500 pictures of 5 classes, 100 to choose, seeds 1 and 2", Look).Between("pictures that both choose, in number:", one.Intersect(other).Count(), 1, 50);
    }

    [Test, Hidden, Points(3), Hint("A class that has run out is left out of the next turns.")]
    public void Classes_with_too_few_pictures_are_made_up_for_by_the_others_and_no_picture_is_chosen_twice()
    {
        for (var round = 0; round < 8; round++)
        {
            var sizes = Enumerable.Range(0, Unseen.Next(2, 9)).Select(_ => Unseen.Next(1, 60)).ToArray();
            var labels = sizes.SelectMany((size, label) => Enumerable.Repeat(label, size)).ToArray();
            Unseen.Shuffle(labels);
            Even(labels, Unseen.Next(1, labels.Length + 10), "Classes of different sizes");
        }
    }

    [Test, Points(2), Hint("Sum the squares of all pictures first; one logarithm at the end.")]
    public void The_error_of_a_model_is_in_decibels_of_all_answers_together()
    {
        Measure([[3, 4]], [[3, 5]], "Expected logits (3, 4), got (3, 5): signal 25, noise 1");
        var expected = Rows(6, 10);
        Measure(expected, [.. expected.Select(row => row.Select(value => value + 0.2f * (Unseen.NextSingle() - 0.5f)).ToArray())], "6 pictures of 10 logits, each off by at most 0.1");
        Measure(expected, [.. expected.Select((row, i) => row.Select(value => value * (i == 0 ? 3 : 1)).ToArray())], "6 pictures of 10 logits, those of the first three times too large");
    }

    [Test, Hidden, Points(2), Hint("No noise: double.PositiveInfinity. Agreement: Array.IndexOf(row, row.Max()).")]
    public void Agreement_counts_the_largest_logit_and_equal_answers_have_no_noise()
    {
        var expected = Rows(20, 10);

        Measure(expected, [.. expected.Select(row => row.ToArray())], "Equal answers");
        Measure(expected, Rows(20, 10), "Other answers");
        Measure([[1, 2, 2], [-5, -1, -3]], [[1, 2, 3], [-4, -1, -2]], "Ties and negative logits");
        Measure([[1e-3f, 2e-3f], [3000, 1000]], [[2e-3f, 1e-3f], [3001, 1000]], "Small and large logits");
    }

    [Test, Points(3), Hint("For each observer: quantise, run on heldOut, ModelError.Between; then sort.")]
    public void Each_observer_is_measured_on_pictures_that_it_has_not_seen()
    {
        var (calibration, heldOut) = (Draw(), Draw());
        var checkedOne = Observers[Unseen.Next(Observers.Length)];
        var reference = Task.Run(() => Reference(checkedOne, calibration, heldOut));   // beside the student's process
        var rows = Compare(calibration, heldOut);
        var (decibels, agreement) = reference.GetAwaiter().GetResult();

        var expect = Expect.For($"The classifier, {Pictures} pictures to calibrate and {Pictures} others to measure", "ObserverComparison.Compare");
        expect.Equal("one row for each of", rows.Select(row => row.Observer).Order(), Observers.Order());
        expect.Near($"the decibels of {checkedOne}", rows.Single(row => row.Observer == checkedOne).Decibels, decibels, 1);
        expect.Near($"the agreement of {checkedOne}", rows.Single(row => row.Observer == checkedOne).Agreement, agreement, 2.0 / Pictures);
        expect.That(rows.Zip(rows.Skip(1)).All(pair => pair.First.Decibels >= pair.Second.Decibels), "the row with most decibels first, the others in order", Shown(rows));
        foreach (var row in rows)
        {
            Record($"snr_{row.Observer.ToLowerInvariant()}", new Figure(row.Decibels, "dB"));
        }
    }

    [Test, Hidden, Points(3), Hint("The order follows from the measurement, not from what is usual.")]
    public void With_a_few_broken_pixels_in_a_calibration_picture_the_observers_that_clip_come_first()
    {
        var (calibration, heldOut) = (Draw(), Draw());
        for (var i = 0; i < BrokenPixels; i++)
        {
            calibration[5][i * 7919 % calibration[5].Length] *= Brighter;
        }

        var reference = Task.Run(() => Reference(nameof(ObserverKind.Percentile), calibration, heldOut));
        var rows = Compare(calibration, heldOut);

        var expect = Expect.For("100 values of one calibration picture are 500 times too large");
        expect.Equal("the best observer", rows[0].Observer, nameof(ObserverKind.Percentile));
        expect.Equal("the second", rows[1].Observer, nameof(ObserverKind.Entropy));
        expect.Near("the decibels of Percentile", rows[0].Decibels, reference.GetAwaiter().GetResult().Decibels, 1);
    }

    private int[] Choose(int[] labels, int count, int seed) => Student.Call(CalibrationProbes.Choose, new ChooseRequest(labels, count, seed));

    private void Even(int[] labels, int count, string input)
    {
        var chosen = Choose(labels, count, Unseen.Next(1000));

        var expect = Expect.For(input, "CalibrationSet.Choose: how many of each class are taken");
        expect.Equal("pictures, in number:", chosen.Length, Math.Min(count, labels.Length));
        expect.That(chosen.All(place => place >= 0 && place < labels.Length), $"numbers from 0 to {labels.Length - 1}", string.Join(", ", chosen.Where(place => place < 0 || place >= labels.Length).Take(3)));
        expect.Equal("different pictures, in number:", chosen.Distinct().Count(), chosen.Length);
        var taken = labels.Distinct().Order().Select(label => (Label: label, Taken: chosen.Count(place => labels[place] == label), All: labels.Count(other => other == label))).ToArray();
        var (most, short_) = (taken.Max(each => each.Taken), taken.Where(each => each.Taken < each.All).ToArray());
        expect.That(short_.All(each => each.Taken + 1 >= most), $"no class with fewer than {most - 1}, unless it has no more", string.Join(", ", taken.Select(each => $"{each.Taken} of class {each.Label}")));
    }

    private void Measure(float[][] expected, float[][] got, string input)
    {
        var answer = Student.Call(CalibrationProbes.Error, new ErrorRequest(expected, got));
        var (decibels, agreement) = ErrorOf(expected, got);

        var expect = Expect.For(input, "ModelError.Between");
        if (double.IsInfinity(decibels))
        {
            expect.That(answer.Decibels is null, "infinite decibels", $"{answer.Decibels:G5}");
        }
        else
        {
            expect.Near("the decibels", answer.Decibels ?? double.PositiveInfinity, decibels, 0.01);
        }

        expect.Near("the agreement", answer.Agreement, agreement, 1e-6);
    }

    private float[][] Rows(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => 10 * Unseen.NextSingle() - 3).ToArray())];

    private float[][] Draw()
    {
        var pictures = UnseenPhotos.Garments(Unseen, Pictures);
        return [.. Enumerable.Range(0, Pictures).Select(i => ReferenceShop.Preparation.Apply(pictures.Image(i)))];
    }

    private CompareRow[] Compare(float[][] calibration, float[][] heldOut) => Student.Call(CalibrationProbes.Compare, new CompareRequest(
        Scratch.Write("fp32.onnx", File.ReadAllBytes(ReferenceShop.Instance.ClassifierFile("fp32"))), Write("calibration.f32", calibration), Write("held-out.f32", heldOut)));

    private string Write(string name, float[][] pictures) => Scratch.Write(name, MemoryMarshal.AsBytes<float>(pictures.SelectMany(values => values).ToArray()));

    /// <summary>The grader's own quantisation of the course's model by one observer.</summary>
    private static (double Decibels, double Agreement) Reference(string observer, float[][] calibration, float[][] heldOut)
    {
        var model = OnnxModel.Load(ReferenceShop.Instance.ClassifierFile("fp32"));
        var side = ReferenceShop.Preparation.Size;
        var data = CalibrationData.FromBatches(model => calibration.Chunk(16).Select(batch => (IReadOnlyDictionary<string, OrtValue>)new Dictionary<string, OrtValue>
        {
            [model.Inputs[0].Name] = OrtValue.CreateTensorValueFromMemory(batch.SelectMany(values => values).ToArray(), [batch.Length, 3, side, side]),
        }));
        using var fp32 = ImageClassifier.Open(ReferenceShop.Instance.ClassifierFile("fp32"));
        var file = Path.GetTempFileName();
        try
        {
            StaticQuantizer.Quantize(model, data, new QuantizationOptions { Observer = Enum.Parse<ObserverKind>(observer) }).Model.Save(file);
            using var int8 = ImageClassifier.Open(file);
            return ErrorOf([.. heldOut.Select(picture => fp32.Logits(picture, 1))], [.. heldOut.Select(picture => int8.Logits(picture, 1))]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (double Decibels, double Agreement) ErrorOf(float[][] expected, float[][] got)
    {
        var signal = expected.SelectMany(row => row).Sum(value => (double)value * value);
        var noise = expected.SelectMany(row => row).Zip(got.SelectMany(row => row), (a, b) => ((double)a - b) * ((double)a - b)).Sum();
        return (noise > 0 ? 10 * Math.Log10(signal / noise) : double.PositiveInfinity,
            expected.Zip(got).Count(pair => Array.IndexOf(pair.First, pair.First.Max()) == Array.IndexOf(pair.Second, pair.Second.Max())) / (double)expected.Length);
    }

    private static string Shown(CompareRow[] rows) => string.Join(", ", rows.Select(row => FormattableString.Invariant($"{row.Observer} {row.Decibels:0.0} dB")));
}
