using Frugal.Compression;
using Frugal.Measuring;
using Frugal.Quantization;

namespace Frugal.Training.Tests.Quantization;

public class RecipeFormatTests
{
    private static readonly RecipeFormat Format = TrainingRecipeFormat.Default;

    private static readonly QuantizationRecipe Full = new QuantizationRecipe(
        new EqualizeStep(), new SmoothStep(0.25), new FitBytesStep(new ByteSize(123_457)), new AdaRoundStep(new AdaRoundOptions { Steps = 321 }), new CorrectBiasStep(), new WriteStaticStep())
    {
        Options = new QuantizationOptions
        {
            Observer = ObserverKind.Percentile, Percentile = 99.5, PerChannel = false, Activations = QuantizationFormat.Int8,
            Exclude = new HashSet<string> { "b", "a" }, LayerBits = new Dictionary<string, WeightBits> { ["stem"] = WeightBits.Exact8 },
        },
    };

    [Test]
    public void A_recipe_that_is_read_back_has_the_same_steps_and_options()
    {
        using var folder = new TemporaryFolder();
        Format.Save(Full, folder["recipe.json"]);

        var read = Format.Load<QuantizationRecipe>(folder["recipe.json"]);

        Assert.That(Format.ToJson(read), Is.EqualTo(Format.ToJson(Full)));
        Assert.That(read.Steps.Select(step => step.Name), Is.EqualTo(Full.Steps.Select(step => step.Name)));
        Assert.That(((SmoothStep)read.Steps[1]).Alpha, Is.EqualTo(0.25));
        Assert.That(((FitBytesStep)read.Steps[2]).Most.Bytes, Is.EqualTo(123_457));
        Assert.That(((AdaRoundStep)read.Steps[3]).Learning.Steps, Is.EqualTo(321));
        Assert.That((read.Options.Observer, read.Options.Percentile, read.Options.PerChannel, read.Options.Activations), Is.EqualTo((ObserverKind.Percentile, 99.5, false, QuantizationFormat.Int8)));
        Assert.That(read.Options.Exclude, Is.EquivalentTo(new[] { "a", "b" }));
        Assert.That(read.Options.LayerBits["stem"], Is.EqualTo(WeightBits.Exact8));
    }

    [Test]
    public void Every_step_of_the_libraries_can_be_written_and_read()
    {
        IQuantizationStep[][] recipes =
        [
            [new FitLatencyStep(new Milliseconds(0.25)), new WriteStaticStep()],
            [new WriteDynamicStep()],
            [new WriteWeightOnlyStep(new WeightOnlyOptions { BlockSize = 64, Rounding = BlockRounding.Gptq })],
            [new TuneStep(new TuningOptions { Epochs = 5 }) { LearnScales = true }],
        ];
        foreach (var steps in recipes)
        {
            var text = Format.ToJson(new QuantizationRecipe(steps));
            Assert.That(Format.ToJson(Format.Parse<QuantizationRecipe>(text, "recipe.json")), Is.EqualTo(text));
        }

        var compression = new CompressionRecipe(new PruneChannelsStep(0.4) { Multiple = 4 }, new DistilStep { Training = new() { Epochs = 7 } }, new QuantizeStep(Full, "mixed") { CalibrationPictures = 9 });
        var json = Format.ToJson(compression);
        var read = Format.Parse<CompressionRecipe>(json, "recipe.json");
        Assert.That(Format.ToJson(read), Is.EqualTo(json));
        Assert.That((read.Name, ((DistilStep)read.Steps[1]).Training.Epochs, ((QuantizeStep)read.Steps[2]).CalibrationPictures), Is.EqualTo(("-40% mixed", 7, 9)));
    }

    [Test]
    public void A_recipe_written_by_hand_needs_only_what_differs_from_the_defaults()
    {
        var read = Format.Parse<QuantizationRecipe>("""{"frugal_recipe": 1, "quantization": {"steps": [{"step": "fit-bytes", "most": "400 KB"}, {"step": "write-static"}]}}""", "mine.json");

        Assert.That(((FitBytesStep)read.Steps[0]).Most.Bytes, Is.EqualTo(400_000));
        Assert.That(RecipeFormat.Identity(read.Options), Is.EqualTo(RecipeFormat.Identity(new QuantizationOptions())));
    }

    [TestCase("[]", "mine.json: this is not a recipe. A recipe is a JSON object with \"frugal_recipe\": 1.")]
    [TestCase("{", "mine.json: Expected depth to be zero")]
    [TestCase("""{"frugal_recipe": 2, "quantization": {}}""", "mine.json: the recipe's version is 2; this program reads version 1. Write the recipe again with this version of Frugal.")]
    [TestCase("""{"quantization": {}}""", "mine.json: the recipe's version is missing; this program reads version 1.")]
    [TestCase("""{"frugal_recipe": 1, "compression": []}""", "mine.json: it holds no quantization recipe but compression.")]
    [TestCase("""{"frugal_recipe": 1, "quantization": {"steps": [{"step": "prune-channels", "ratio": 0.5}]}}""", "mine.json: unknown step \"prune-channels\". Allowed steps: ada-round, correct-bias, equalize, fit-bytes, fit-latency, smooth, tune, write-dynamic, write-static, write-weight-only.")]
    [TestCase("""{"frugal_recipe": 1, "quantization": {"steps": [{"alpha": 1}]}}""", "mine.json: unknown step without a name.")]
    [TestCase("""{"frugal_recipe": 1, "quantization": {"steps": [{"step": "smooth", "alfa": 1}, {"step": "write-static"}]}}""", "mine.json: step 'smooth': The JSON property 'alfa' could not be mapped")]
    [TestCase("""{"frugal_recipe": 1, "quantization": {"steps": [{"step": "fit-bytes", "most": "4 cows"}, {"step": "write-static"}]}}""", "mine.json: step 'fit-bytes': '4 cows' is not a size.")]
    [TestCase("""{"frugal_recipe": 1, "quantization": {"steps": [{"step": "write-static"}, {"step": "equalize"}]}}""", "mine.json: Quantisation recipe: 'equalise' (prepare) comes after 'write static int8' (write). Allowed order: ")]
    [TestCase("""{"frugal_recipe": 1, "quantization": {"options": {"percentile": 3}, "steps": [{"step": "write-static"}]}}""", "mine.json: percentile 3: allowed are numbers above 50 up to 100.")]
    [TestCase("""{"frugal_recipe": 1, "quantization": {"options": null}}""", "mine.json: Quantisation recipe: 0 steps write the model (the recipe is empty).")]
    public void A_wrong_file_is_refused_with_the_place_and_what_is_allowed(string text, string message) =>
        Assert.That(() => Format.Parse<QuantizationRecipe>(text, "mine.json"), Throws.TypeOf<FrugalException>().With.Message.StartsWith(message).And.Message.Not.Contains("\n"));

    [TestCase("docs/en/quantization.md")]
    [TestCase("docs/fr/quantization.md")]
    public void The_file_of_the_page_is_a_recipe(string page)
    {
        var text = File.ReadAllText(Tree.At(page)).Split("```json\n")[1].Split("```")[0];

        Assert.That(Format.Parse<QuantizationRecipe>(text, page).Steps.Select(step => step.Name), Is.EqualTo(new[] { "fit bytes", "round by AdaRound", "write static int8" }));
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(() => Format.Load<QuantizationRecipe>("no-such-recipe.json"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("no-such-recipe.json: the recipe cannot be read"));

    [Test]
    public void A_step_of_the_callers_own_is_read_once_it_is_added()
    {
        var text = Format.ToJson(new QuantizationRecipe(new OwnStep(3), new WriteStaticStep()));

        Assert.That(() => Format.Parse<QuantizationRecipe>(text, "own.json"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("own.json: unknown step \"own\"."));
        Assert.That(Format.With<OwnStep>().Parse<QuantizationRecipe>(text, "own.json").Steps[0], Is.EqualTo(new OwnStep(3)));
    }

    private sealed record OwnStep(int Count) : IQuantizationStep
    {
        public string Name => "own";

        public QuantizationStage Stage => QuantizationStage.Choose;

        public bool NeedsData => false;

        public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run) => draft;
    }
}
