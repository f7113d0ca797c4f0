using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using Frugal.Quantization;
using static Frugal.Tests.Shared.TestModels;

namespace Frugal.Tests.Quantization;

public class QuantizationRecipeTests
{
    private const string Order = "Allowed order: prepare (equalise, smooth), choose (bits, layers), round, correct (biases), write; exactly one step writes, at the end.";
    private static readonly CalibrationData Data = Batches(TestModels.Numbers(4 * 8 * 8 * 8, seed: 1), 4, 8, 8, 8);

    [Test]
    public void A_recipe_gives_the_bytes_that_its_steps_give_one_by_one()
    {
        var model = Network();
        var equalized = CrossLayerEqualization.Apply(model);
        var corrected = BiasCorrection.Apply(equalized, Data);
        var expected = StaticQuantizer.Quantize(corrected, Data);

        var result = QuantizationRecipe.Static().With(new CorrectBiasStep()).With(new EqualizeStep()).Apply(model, Data);

        Assert.That(result.Model.ToBytes(), Is.EqualTo(expected.Model.ToBytes()));
    }

    [Test]
    public void An_order_that_cannot_work_is_refused_with_the_steps_names() => Assert.Multiple(() =>
    {
        Refused($"Quantisation recipe: 'smooth' (prepare) comes after 'correct biases' (correct). {Order}", new CorrectBiasStep(), new SmoothStep(), new WriteStaticStep());
        Refused($"Quantisation recipe: 'equalise' (prepare) comes after 'write static int8' (write). {Order}", new WriteStaticStep(), new EqualizeStep());
        Refused($"Quantisation recipe: 0 steps write the model (equalise). {Order}", new EqualizeStep());
        Refused($"Quantisation recipe: 2 steps write the model (write static int8, write dynamic int8). {Order}", new WriteStaticStep(), new WriteDynamicStep());
        Refused($"Quantisation recipe: 0 steps write the model (the recipe is empty). {Order}");

        static void Refused(string message, params IQuantizationStep[] steps) =>
            Assert.That(() => new QuantizationRecipe(steps), Throws.TypeOf<FrugalException>().With.Message.EqualTo(message));
    });

    [Test]
    public void A_step_that_finds_nothing_to_work_on_is_named()
    {
        var product = TestModels.Build([8], (graph, x) => graph.Node("MatMul", [x, graph.Random("w", 2, 0.3f, 8, 4)]));

        Assert.That(() => QuantizationRecipe.Dynamic().With(new CorrectBiasStep()).Apply(product, Batches(TestModels.Numbers(4 * 8, seed: 1), 4, 8)),
            Throws.TypeOf<FrugalException>().With.Message.StartsWith("correct biases: ").And.Message.Contains("no Conv or Gemm with constant weights"));
    }

    [Test]
    public void Data_that_a_step_needs_is_asked_for_before_any_step_runs() =>
        Assert.That(() => QuantizationRecipe.Dynamic().With(new Never()).With(new SmoothStep()).Apply(Network()),
            Throws.TypeOf<FrugalException>().With.Message.EqualTo("smooth: this step needs calibration data. Give CalibrationData.FromImages, FromArrays or FromBatches."));

    [Test]
    public void A_step_of_the_users_own_takes_part()
    {
        var lines = new List<string>();

        var result = QuantizationRecipe.Static().With(new Warn()).Apply(Network(), Data, lines.Add);

        Assert.That(result.Report.Warnings.Select(warning => warning.Message), Has.Member("looked at"));
        Assert.That(lines, Is.EqualTo(new[] { "looking" }));
    }

    [Test]
    public void A_writing_step_that_writes_nothing_is_named() =>
        Assert.That(() => new QuantizationRecipe(new Forgetful()).Apply(Network()),
            Throws.TypeOf<FrugalException>().With.Message.EqualTo("forget: the step did not set QuantizationDraft.Result. Return the written model there."));

    [Test]
    public void Images_are_read_from_the_beginning_at_every_call()
    {
        var model = ModelLibrary.Default().Load("garments-mobilenet");
        var data = CalibrationData.FromImages(Datasets.Open("garments", "train"), count: 3);

        Assert.That(Count(), Is.EqualTo(3));
        Assert.That(Count(), Is.EqualTo(3));
        Assert.That(data.Description, Is.EqualTo("3 images of garments"));

        long Count() => data.Batches(model).Sum(batch => batch.Values.Sum(value =>
        {
            using (value)
            {
                return value.GetTensorTypeAndShape().Shape[0];
            }
        }));
    }

    [Test]
    public void The_first_batches_can_be_taken_alone_again_and_again()
    {
        var model = TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 8, 1));
        var three = CalibrationData.FromBatches(one => Enumerable.Range(1, 3).SelectMany(seed => Batches(TestModels.Numbers(512, seed), 1, 8, 8, 8).Batches(one)));
        var two = three.Take(2);

        Assert.That(StaticQuantizer.Quantize(model, two).Report.Batches, Is.EqualTo(2));
        Assert.That(StaticQuantizer.Quantize(model, two).Report.Batches, Is.EqualTo(2));
        Assert.That(StaticQuantizer.Quantize(model, three.Take(9)).Report.Batches, Is.EqualTo(3));
        Assert.That(() => three.Take(0), Throws.TypeOf<FrugalException>().With.Message.StartsWith("0 calibration batches: at least 1 is needed"));
    }

    [Test]
    public void A_step_that_reads_data_without_announcing_it_fails_with_its_name() =>
        Assert.That(() => QuantizationRecipe.Dynamic().With(new Silent()).Apply(TestModels.Build([8, 8, 8], (g, x) => g.Convolution(x, 8, 8, 1))),
            Throws.TypeOf<FrugalException>().With.Message.EqualTo("silent: this step needs calibration data. Give CalibrationData.FromImages, FromArrays or FromBatches."));

    /// <summary>The example itself is run with the other examples.</summary>
    [TestCase("docs/en/quantization.md")]
    [TestCase("docs/fr/quantization.md")]
    public void The_code_of_the_pages_stands_in_the_example(string page)
    {
        var text = File.ReadAllText(Tree.At(page)).ReplaceLineEndings("\n").Split("```csharp\n");

        Assert.That(text, Has.Length.EqualTo(2));
        Assert.That(File.ReadAllText(Tree.At("examples/quantize-a-model.cs")).ReplaceLineEndings("\n"), Does.Contain(text[1].Split("```")[0]));
    }

    private static OnnxModel Network() => TestModels.Build([8, 8, 8], (graph, x) => graph.Convolution(graph.Relu(graph.Convolution(x, 8, 8, 3)), 8, 8, 3));

    private sealed record Never : IQuantizationStep
    {
        public string Name => "never";

        public QuantizationStage Stage => QuantizationStage.Prepare;

        public bool NeedsData => false;

        public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run) => throw new InvalidOperationException("ran");
    }

    private sealed record Warn() : QuantizationStep("warn", QuantizationStage.Choose)
    {
        protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run)
        {
            run.Progress("looking");
            return draft with { Warnings = draft.Warnings.Add(new(draft.Model.Source, "looked at")) };
        }
    }

    private sealed record Forgetful() : QuantizationStep("forget", QuantizationStage.Write)
    {
        protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run) => draft;
    }

    private sealed record Silent() : QuantizationStep("silent", QuantizationStage.Correct)
    {
        protected override QuantizationDraft Run(QuantizationDraft draft, QuantizationRun run) =>
            draft with { Model = BiasCorrection.Apply(draft.Model, run.Data) };
    }
}
