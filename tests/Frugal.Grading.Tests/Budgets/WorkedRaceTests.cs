using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Budgets;

/// <summary>Real models, timed on this machine, whatever it is: nothing here is a figure of one processor.</summary>
[Category("Machine")]
public class WorkedRaceTests
{
    private readonly TemporaryFolder folder = new();

    [OneTimeTearDown]
    public void RemoveModels() => folder.Dispose();

    [TestCase(WrongModels.Worked)]
    [TestCase(WrongModels.OtherObserver)]
    public void A_model_that_did_the_work_passes_on_every_processor(string name)
    {
        var measured = Race(name);

        Assert.That(measured.Verdict, Is.EqualTo(Verdict.Passed), Told(measured));
        Assert.That(measured.Interval.Median / measured.Worked!.Interval.Median, Is.InRange(0.85, 1.2), "as fast as the worked answer");
    }

    [TestCase(WrongModels.Float32)]
    [TestCase(WrongModels.WeightsOnly)]
    [TestCase(WrongModels.HalfFloat)]
    [TestCase(WrongModels.MiddleZero)]
    public void A_model_that_left_half_of_the_work_or_more_fails_wherever_int8_gains(string name)
    {
        var measured = Race(name);

        Assume.That(measured.Worked!.Waived, Is.False, $"int8 gains too little on this machine to be asked for: {Told(measured)}");
        Assert.That(measured.Verdict, Is.EqualTo(Verdict.Failed), Told(measured));
    }

    private SpeedUp Race(string name) => new MeasuringProcess().Ask(new MeasuringRequest
    {
        Subject = File(name),
        Reference = File(WrongModels.Float32),
        Worked = File(WrongModels.Worked),
        WorkedGate = new WorkedGate(0.5),
        Seed = 1,
    }).SpeedUp!;

    private string File(string name) => System.IO.File.Exists(folder[$"{name}.onnx"]) ? folder[$"{name}.onnx"] : folder.Write($"{name}.onnx", WrongModels.Make(name).ToBytes());

    private static string Told(SpeedUp measured) =>
        $"{measured}; the worked answer {measured.Worked!.Interval.Median:0.00} ({measured.Worked.Interval.Low:0.00} to {measured.Worked.Interval.High:0.00}), the gate {measured.Worked.Least:0.00}";
}
