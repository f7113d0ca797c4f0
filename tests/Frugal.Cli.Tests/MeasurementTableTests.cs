using Frugal.Cli.Rendering;
using Frugal.Cli.Report;

namespace Frugal.Cli.Tests;

/// <summary>The printed reports at a width of 100, as committed beside this file.</summary>
public class MeasurementTableTests
{
    [Test]
    public void Three_models_with_accuracy() => GoldenConsole.Check("three-models.txt", new MeasurementTable(SampleReport.Create()));

    [Test]
    public void A_model_without_a_data_set_on_a_busy_machine_without_smaps()
    {
        var report = SampleReport.Create();
        report = report with
        {
            Dataset = null,
            Models = [report.Models[0] with { Accuracy = null }],
            Runtime = report.Runtime with { CpuShare = 0.5, RamMethod = "private_bytes", Pinned = false },
        };

        GoldenConsole.Check("one-model.txt", new MeasurementTable(report));
    }

    [Test]
    public void Bars_of_size_and_latency() => GoldenConsole.Check("bars.txt", new BeforeAfterBars(SampleReport.Create()));

    [Test]
    public void Pictures_and_what_the_models_say() => GoldenConsole.Check("pictures.txt", new PredictionsTable(
    [
        new ImagePredictions([], "t-shirt", [new Prediction("fp32", "t-shirt", 0.972f), new Prediction("int8", "t-shirt", 0.968f)]),
        new ImagePredictions([], "skirt", [new Prediction("fp32", "shorts", 0.51f), new Prediction("int8", "dress", 0.4f)]),
    ]));
}
