using Frugal.Quantization;

namespace Frugal.Training.Tests.Quantization;

public class AdaRoundStepTests
{
    [Test]
    public void Steps_are_added_where_their_stage_belongs_and_the_recipe_before_is_not_changed()
    {
        var plain = QuantizationRecipe.Static();

        var whole = plain.With(new AdaRoundStep()).With(new CorrectBiasStep()).With(new SmoothStep()).With(new EqualizeStep());

        Assert.That(whole.Steps.Select(step => step.Name), Is.EqualTo(new[] { "smooth", "equalise", "round by AdaRound", "correct biases", "write static int8" }));
        Assert.That(plain.Steps, Has.Length.EqualTo(1));
        Assert.That(whole.With(new WriteDynamicStep()).Steps[^1].Name, Is.EqualTo("write dynamic int8"));
    }
}
