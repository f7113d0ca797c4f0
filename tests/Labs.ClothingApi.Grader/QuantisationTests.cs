using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(5, "The model in int8")]
[Points(12)]
[Hint("Calibrate with training pictures, one scale for each output channel, and look at the report: what it kept in float32 costs the speed.")]
public class QuantisationTests : TaskFixture
{
    private ShippedModel? made;

    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB"), Time = TimeSpan.FromSeconds(60) };

    private static string Reference => ReferenceShop.Instance.ClassifierFile("fp32");

    [Test, Points(2)]
    public void Weights_are_stored_in_int8_with_a_scale_per_output_channel_and_the_file_says_so()
    {
        var weights = Judge.StoredAsIntegers(Model());

        Expect.For("The classifier in int8", "OnnxModel.Metadata").Equal("the format in its metadata", weights.Format, "int8");
        Expect.For("The classifier in int8", "QuantizationOptions.PerChannel").Equal("weights with one scale for all channels, in number:", weights.OneScale.Count, 0);
    }

    [Test, Points(2), Hint("report.Kept lists the nodes that stay in float32, each with the reason.")]
    public void A_refusal_names_the_layer_that_stays_in_float32()
    {
        foreach (var (layer, file) in LeftoverModel.All)
        {
            var message = Student.Call(CalibrationProbes.Refusal, Scratch.Write("leftover.onnx", file));

            Expect.For($"A model whose layer {layer} the quantiser has to keep in float32", "Int8Model.Quantise: the report")
                .That(message.Contains(layer, StringComparison.Ordinal), $"a FrugalException that names {layer}", message.Length > 0 ? $"\"{message}\"" : "a model");
        }
    }

    [Test, Hidden, Points(3), AccuracyFloor(0.88), Hint("Not every observer keeps 30 dB: see task 4.")]
    public void Pictures_never_seen_are_answered_as_before_with_at_least_30_decibels() =>
        Judge.SignalToNoise(Judge.Answers(Model(), Reference, agreement: 0.93), least: 30);

    [Test, Points(2), SizeBudget("1.3 MB")]
    public void It_ships_at_most_1300_kilobytes() => Judge.Size(Model());

    /// <summary>The student's process has ended by then: nothing that it left running is beside the measurement, or may write what is measured.</summary>
    [Test, Points(3), WorkedBudget(Undone = 0.5, FasterThan = "the float32 model")]
    public void It_is_as_fast_as_int8_is_on_this_machine()
    {
        var mine = Model();
        EndStudent();
        using var worked = WorkedModel.Make();
        Judge.SpeedUp(mine, worked.Float32, worked.Int8);
    }

    [OneTimeTearDown]
    public void RemoveModel() => made?.Dispose();

    /// <summary>Made once for all tests; the grader judges a copy of its own.</summary>
    private string Model()
    {
        if (made is null)
        {
            var from = Scratch.Write("fp32.onnx", File.ReadAllBytes(Reference));
            Student.Call(CalibrationProbes.Quantise, new MakeRequest(from, Scratch["int8.onnx"]));
            made = ShippedModel.Take(Scratch["int8.onnx"], ByteSize.Parse("10 MB"));
        }

        return made.Path;
    }
}
