using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(4, "The model in int8")]
[Points(14)]
[Hint("Calibrate with training pictures, one scale for each output channel, and look at the report: what it kept in float32 costs the speed.")]
public class QuantisationTests : TaskFixture
{
    private ShippedModel? made;

    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB"), Time = TimeSpan.FromSeconds(60) };

    private static string Reference => ReferenceShop.Instance.ClassifierFile("fp32");

    [Test, Points(3)]
    public void Weights_are_stored_in_int8_and_the_file_says_so()
    {
        var weights = Judge.StoredAsIntegers(Model());

        Assert.That(weights.Format, Is.EqualTo("int8"), "Metadata.Format");
    }

    [Test, Hidden, Points(4), AccuracyFloor(0.88)]
    public void Pictures_never_seen_are_named_as_before() => Judge.Answers(Model(), Reference, agreement: 0.93);

    [Test, Points(3), SizeBudget("1.3 MB")]
    public void It_ships_at_most_1300_kilobytes() => Judge.Size(Model());

    /// <summary>The student's process has ended by then: nothing that it left running is beside the measurement, or may write what is measured.</summary>
    [Test, Points(4), WorkedBudget(Undone = 0.5, FasterThan = "the float32 model")]
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
            Student.Call(ModelProbes.Quantise, new MakeRequest(from, Scratch["int8.onnx"]));
            made = ShippedModel.Take(Scratch["int8.onnx"], ByteSize.Parse("10 MB"));
        }

        return made.Path;
    }
}
