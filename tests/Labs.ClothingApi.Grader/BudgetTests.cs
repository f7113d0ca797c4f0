using Frugal.Measuring;
using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

[Task(6, "A budget of bytes and of accuracy")]
[Points(8)]
[Hint("Some layers lose much more by 4 bits than others: SensitivityAnalysis.Measure says which. There is more than one good choice.")]
public class BudgetTests : TaskFixture
{
    private const int Least = 700_000;
    private const int Most = 1_000_000;

    protected override Limits Limits => new() { Memory = ByteSize.Parse("2 GB"), Time = TimeSpan.FromSeconds(60) };

    private static string Reference => ReferenceShop.Instance.ClassifierFile("fp32");

    [Test, Hidden, Points(3), Hint("Count the bytes of the whole file, and do not stop at the first layers.")]
    public void At_any_budget_from_700_to_1000_kilobytes_the_answers_keep_24_decibels() => Fits(Unseen.Next(Least, Most), decibels: 24);

    [Test, Points(4)]
    public void At_900_kilobytes_the_answers_keep_25_decibels() => Fits(900_000, decibels: 25);

    [Test, Points(1), Hint("If all layers have 4 bits and the file is still too large, throw.")]
    public void A_budget_that_cannot_be_met_is_refused()
    {
        var budget = new ByteSize(900);
        var message = Student.Call(CalibrationProbes.Fit, new BudgetRequest(Scratch.Write("tiny.onnx", LeftoverModel.File), Scratch["tiny.int4.onnx"], budget.Bytes));

        Expect.For($"A budget of {budget} for a model whose names alone take more", "BudgetModel.Fit: what follows when every layer has 4 bits")
            .That(message.Contains("900", StringComparison.Ordinal), "a FrugalException that gives the budget", message.Length > 0 ? $"\"{message}\"" : "a model");
    }

    private void Fits(int bytes, double decibels)
    {
        var budget = new ByteSize(bytes);
        var refused = Fit(bytes);
        MustNotCall("Frugal.Quantization.FileBudget.Fit", "Frugal.Quantization.MixedPrecision.Choose", "Frugal.Quantization.FitBytesStep", "Frugal.Quantization.RecipeFormat");
        Expect.For($"A budget of {budget}", "BudgetModel.Fit: it can be met").That(refused.Length == 0, "a model", $"the refusal \"{refused}\"");
        using var model = ShippedModel.Take(Scratch["small.onnx"], ByteSize.Parse("10 MB"));
        var shipped = new FileInfo(model.Path).Length;
        Record("size", new Figure(shipped, "bytes"), new Budget(bytes, "bytes", AtMost: true));
        Expect.For($"A budget of {budget}", "the bytes of the whole file, OnnxModel.ToBytes().Length").That(shipped <= bytes, $"at most {bytes:N0} bytes", $"{shipped:N0}");
        Judge.SignalToNoise(Judge.Answers(model.Path, Reference, agreement: 0.8, pictures: 60), decibels);
    }

    private string Fit(int bytes) =>
        Student.Call(CalibrationProbes.Fit, new BudgetRequest(Scratch.Write("fp32.onnx", File.ReadAllBytes(Reference)), Scratch["small.onnx"], bytes));
}
