using System.Collections.Concurrent;
using Frugal.Architectures;
using Frugal.Compression;
using Frugal.Data;
using Frugal.Imaging;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using Frugal.Training.Tests.Training;
using static TorchSharp.torch;

namespace Frugal.Training.Tests.Compression;

[Parallelizable, TakesTurns(TakesTurnsAttribute.Torch)]
[Category("Slow")]
public class CompressorTests
{
    private static readonly ColouredPictures Training = new(64, 1);
    private static readonly ColouredPictures Validation = new(30, 2);

    private readonly Lazy<(Architecture Network, CompressionSubject Subject)> trained = new(Trained);
    private readonly ConcurrentQueue<string> told = new();
    private TemporaryFolder folder = null!;

    private CompressionSubject Subject => trained.Value.Subject;

    [OneTimeTearDown]
    public void Free()
    {
        if (trained.IsValueCreated)
        {
            trained.Value.Subject.Dispose();   // the network stays the one's who made it
            trained.Value.Network.Dispose();
        }
    }

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        told.Clear();
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task A_run_that_was_stopped_goes_on_and_ends_with_the_same_files()
    {
        // given a run without a break, and one that is stopped in the middle of its training
        var whole = Options("whole");
        var report = await new Compressor(whole).RunAsync(Subject);
        using var stop = new CancellationTokenSource();
        var stopped = Options("stopped") with { Progress = line => StopAt("-50% fp32: epoch 2", line, stop) };
        await Assert.CatchAsync<OperationCanceledException>(() => new Compressor(stopped).RunAsync(Subject, stop.Token));
        Assert.That(Directory.GetFiles(stopped.Folder, "*.checkpoint"), Has.Length.EqualTo(1));

        // when it is run again
        told.Clear();
        var resumed = await new Compressor(stopped with { Progress = told.Enqueue }).RunAsync(Subject);

        // then nothing was made twice, and every file is the other run's
        Assert.That(told, Has.Some.EqualTo("int4: reusing cached result").And.Some.StartsWith("-50% fp32: epoch 3 of 3").And.None.StartsWith("-50% fp32: epoch 1 of"));
        Assert.That(Files(stopped), Is.EqualTo(Files(whole)));
        Assert.That(Names(resumed), Is.EqualTo(new[] { "fp32", "int8", "int4", "-50% fp32", "-50% int8", "-50% int4" }));
        Assert.That(resumed.Candidates.Select(candidate => candidate.Figures.Accuracy), Is.EqualTo(report.Candidates.Select(candidate => candidate.Figures.Accuracy)));
        Assert.That(Directory.GetFiles(stopped.Folder, "*.checkpoint"), Is.Empty);

        // and a figure of every kind is there
        var small = resumed.Candidates[^1];
        Assert.That(small.Figures.Bytes, Is.LessThan(resumed.Candidates[0].Figures.Bytes / 3));
        Assert.That(small.Figures.Macs, Is.LessThan(resumed.Candidates[0].Figures.Macs / 2));
        Assert.That(small.Figures.Latency.P50Ms, Is.Positive);
        Assert.That(small.Figures.Ram.AnonymousBytes, Is.Positive);
        Assert.That(small.DropPoints, Is.EqualTo(100 * (resumed.Candidates[0].Figures.Accuracy!.Value - small.Figures.Accuracy!.Value)).Within(1e-9));
    }

    [Test]
    public async Task A_damaged_file_or_other_options_are_made_anew_and_nothing_else()
    {
        var options = Options("once") with { Ratios = [], Formats = [CompressedFormat.Int8] };
        await new Compressor(options).RunAsync(Subject);
        var (fp32, int8) = (Path.Combine(options.Folder, "whole.fp32.onnx"), Path.Combine(options.Folder, "whole.int8.onnx"));
        var bytes = await File.ReadAllBytesAsync(int8);
        await File.WriteAllBytesAsync(int8, bytes[..^7]);

        await new Compressor(options with { Progress = told.Enqueue }).RunAsync(Subject);
        Assert.That(told, Has.Some.EqualTo("fp32: reusing cached result").And.Some.EqualTo("int8: quantise to int8"));
        Assert.That(await File.ReadAllBytesAsync(int8), Is.EqualTo(bytes));

        told.Clear();
        await new Compressor(options with { CalibrationPictures = 20, Progress = told.Enqueue }).RunAsync(Subject);
        Assert.That(told, Has.Some.EqualTo("fp32: reusing cached result").And.Some.EqualTo("int8: quantise to int8"));
        Assert.That(OnnxModel.Load(fp32).Metadata.Format, Is.EqualTo("fp32"));
    }

    [Test]
    public async Task A_budget_between_4_and_8_bits_is_kept_by_a_mix()
    {
        var options = Options("mixed") with { Ratios = [] };
        var uniform = await new Compressor(options).RunAsync(Subject);
        var (int8, int4) = (uniform.Candidates[1].Figures.Bytes, uniform.Candidates[2].Figures.Bytes);

        var report = await new Compressor(options with { Budget = new CompressionBudget { Bytes = new ByteSize((2 * int8 + int4) / 3) }, Progress = told.Enqueue }).RunAsync(Subject);

        Assert.That(told, Has.Some.EqualTo("int8: reusing cached result").And.Some.EqualTo("int4: reusing cached result"));
        Assert.That(Names(uniform), Is.EqualTo(new[] { "fp32", "int8", "int4" }));
        Assert.That(report.Candidates[^1].Recipe.Name, Is.EqualTo("mixed"));
        Assert.That(report.Candidates[^1].Figures.Bytes, Is.InRange(int4 + 1, (2 * int8 + int4) / 3));
        Assert.That(report.Candidates[^1].MeetsBudget, Is.True);
    }

    [Test]
    public async Task What_cannot_meet_the_budget_is_not_trained()
    {
        var macs = NetworkCost.Of(trained.Value.Network, 16, 16).Macs;
        var options = Options("budget") with { Ratios = [0.25, 0.75], Formats = [CompressedFormat.Int8], Budget = new CompressionBudget { Macs = macs / 2 } };

        var report = await new Compressor(options).RunAsync(Subject);

        Assert.That(Names(report), Is.EqualTo(new[] { "fp32", "int8", "-75% fp32", "-75% int8" }));
        Assert.That(report.Skipped.Single().Recipe.Name, Is.EqualTo("-25% fp32"));
        Assert.That(report.Skipped.Single().Reason, Does.Match("^it takes [0-9.]+ k MACs, more than [0-9.]+ k; not trained$"));
        Assert.That(report.Candidates.Where(candidate => candidate.MeetsBudget).Select(candidate => candidate.Recipe.Name), Is.All.StartsWith("-75%"));

        var small = await new Compressor(options with { Budget = CompressionBudget.Parse("2 KB") }).RunAsync(Subject);
        Assert.That(small.Skipped.Select(skipped => skipped.Reason), Is.All.Match("its smallest form takes .* KB, more than 2 KB; not trained"));
        Assert.That(small.Obstacle, Does.StartWith("coloured: no model within 100.0 points meets 2 KB: the smallest").And.Contain("(int8); no candidate reaches 2 KB"));
        Assert.That(small.Best.Recipe.Name, Is.EqualTo("int8"));
    }

    [Test]
    public async Task Ratios_that_leave_the_same_channels_are_trained_once_and_the_floor_is_told_by_layer()
    {
        var options = Options("floor") with { Ratios = [0.9, 0.95], Formats = [CompressedFormat.Float32], Training = ColouredPictures.Options with { Epochs = 2 } };

        var report = await new Compressor(options).RunAsync(Subject);

        Assert.That(Names(report), Is.EqualTo(new[] { "fp32", "-90% fp32" }));
        Assert.That(report.Skipped.Single().Reason, Is.EqualTo("the channels that stay are those of -90% fp32"));
        Assert.That(report.Warnings, Has.Some.Match("^-90% fp32: 'stem[.a-z]*': 4 of 8 channels stay, where 0.8 were asked for: fewer are no multiple of 4$"));
    }

    [Test]
    public async Task A_dead_layer_stops_pruning_and_not_the_rest()
    {
        using var damaged = ColouredPictures.Network();
        using (no_grad())
        {
            damaged.state_dict()["blocks.1.first.convolution.weight"].zero_();
        }

        damaged.eval();
        var options = Options("dead") with { Formats = [CompressedFormat.Int8] };
        var report = await new Compressor(options).RunAsync(CompressionSubject.Of("dead", damaged, new Preprocessing { Size = 16 }, Training, Validation));

        Assert.That(Names(report), Is.EqualTo(new[] { "fp32", "int8" }));
        Assert.That(report.Skipped.Single().Reason, Does.Contain("'blocks.1.first.convolution' is dead"));
    }

    [Test]
    public async Task A_model_without_a_network_is_quantised_and_the_report_says_why_no_more()
    {
        var report = await new Compressor(Options("onnx") with { Formats = [CompressedFormat.Int8] }).RunAsync(CompressionSubject.Of(Subject.Model, Training, Validation));

        Assert.That(Names(report), Is.EqualTo(new[] { "fp32", "int8" }));
        Assert.That(report.Skipped.Single().Reason, Is.EqualTo("an ONNX model from elsewhere has no network that can be trained: it is only quantised"));
    }

    [Test]
    public async Task Recipes_of_the_callers_own_are_tried_and_a_recipe_alone_makes_the_same_model()
    {
        var recipe = new CompressionRecipe(new PruneChannelsStep(0.5) { Multiple = 4 }, new KeepStep(), new QuantizeStep(QuantizationRecipe.Static()) { CalibrationPictures = 32 });
        var options = Options("own") with { Recipes = [recipe] };

        var report = await new Compressor(options).RunAsync(Subject);

        Assert.That(Names(report), Is.EqualTo(new[] { "fp32", "-50% kept fp32", "-50% kept int8" }));
        Assert.That(recipe.Apply(Subject).Model.ToBytes(), Is.EqualTo(await File.ReadAllBytesAsync(report.Candidates[^1].Path)));
        Assert.That(() => recipe.Apply(CompressionSubject.Of(Subject.Model, Training, Validation)), Throws.TypeOf<FrugalException>().With.Message.StartsWith("remove 50% of the channels: an ONNX model from elsewhere"));
    }

    [Test]
    public void Options_out_of_range_are_refused_before_anything_is_done()
    {
        foreach (var (wrong, message) in new (CompressionOptions, string)[]
        {
            (Options("x") with { Drop = -1 }, "Drop is -1"),
            (Options("x") with { Drop = double.NaN }, "Drop is NaN"),
            (Options("x") with { Ratios = [0.5, 1] }, "Ratios is 1; it must be above 0"),
            (Options("x") with { Formats = [] }, "at least one format"),
            (Options("x") with { CalibrationPictures = 0 }, "CalibrationPictures is 0"),
            (Options("x") with { Training = new TrainingOptions { Epochs = 0 } }, "Epochs is 0"),
        })
        {
            Assert.That(Assert.Throws<FrugalException>(() => _ = new Compressor(wrong))!.Message, Does.Contain(message).And.Not.Contain("\n"));
        }

        Assert.That(Directory.Exists(folder["x"]), Is.False);
    }

    private static (Architecture, CompressionSubject) Trained()
    {
        using var result = new Trainer(ColouredPictures.Network, ColouredPictures.Options).Train(ColouredPictures.Pictures(), ColouredPictures.Validation());
        var network = ColouredPictures.Network();
        network.load_state_dict(result.Network.state_dict());
        network.eval();
        return (network, CompressionSubject.Of("coloured", network, new Preprocessing { Size = 16 }, Training, Validation));
    }

    private static IEnumerable<string> Names(CompressionReport report) => report.Candidates.Select(candidate => candidate.Recipe.Name);

    private static Dictionary<string, string> Files(CompressionOptions options) =>
        Directory.GetFiles(options.Folder, "*.onnx").ToDictionary(path => Path.GetFileName(path), Checksums.Sha256);

    private CompressionOptions Options(string name) => new()
    {
        Folder = folder[name],
        Drop = 100,
        Ratios = [0.5],
        Multiple = 4,
        Training = ColouredPictures.Options with { Epochs = 3 },
        CalibrationPictures = 32,
        Rounding = new AdaRoundOptions { Steps = 100, Rows = 64 },
        Measuring = new MeasureOptions { Memory = MemoryProgram.Probe with { Runs = 1 }, Timing = new TimingOptions { Rounds = 3, RoundTime = TimeSpan.FromMilliseconds(1) } },
    };

    private void StopAt(string start, string line, CancellationTokenSource stop)
    {
        told.Enqueue(line);
        if (line.StartsWith(start, StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }

    /// <summary>A step of the caller's own: it trains nothing.</summary>
    private sealed record KeepStep : ICompressionStep
    {
        public string Name => "keep the weights";

        public string Label => "kept";

        public CompressionStage Stage => CompressionStage.Train;

        public CompressionDraft Apply(CompressionDraft draft, CompressionContext run) => draft;
    }
}
