using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Budgets;

/// <summary>A model's answers on images drawn during grading, compared with its reference's.</summary>
public sealed record ModelAnswers
{
    /// <summary>Number of images.</summary>
    public required int Pictures { get; init; }

    /// <summary>Number of images on which both choose the same class.</summary>
    public required int Agreeing { get; init; }

    /// <summary>Number of images that the model classifies correctly.</summary>
    public required int Right { get; init; }

    /// <summary>Number of images that the reference classifies correctly.</summary>
    public required int ReferenceRight { get; init; }

    /// <summary>The largest absolute difference between two logits.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>The reference's largest absolute logit, as a scale for <see cref="LargestDifference"/>.</summary>
    public required double LargestLogit { get; init; }

    /// <summary>The signal-to-noise ratio of the logits in decibels, 10 log10(sum of squares of the reference's / sum of squared differences): at most 200.
    /// -200 if a logit is not finite.</summary>
    public double SignalToNoise { get; init; }

    /// <summary>Whether the model's logits are the same for every input.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>The share of training images, which everybody can draw, on which both choose the same class, in [0, 1].</summary>
    public required double SeenAgreement { get; init; }

    /// <summary>The share on which both choose the same class, with its 95% interval.</summary>
    public WilsonInterval Agreement => WilsonInterval.Of(Agreeing, Pictures);

    /// <summary>The share on which the model is right, with its 95% interval.</summary>
    public WilsonInterval Accuracy => WilsonInterval.Of(Right, Pictures);

    /// <summary>Whether the model knows the training images and little else. No honest model loses half of its agreement between two draws.</summary>
    public bool IsMemorised => SeenAgreement >= 0.8 && Agreement.High < SeenAgreement / 2;

    /// <summary>Throws if the answers are not acceptable.</summary>
    /// <param name="agreement">The minimum share of images on which the model must agree with its reference.</param>
    /// <exception cref="GradingException"><see cref="Cause.Cheating"/>: constant or memorised answers; <see cref="Cause.WrongAnswer"/>: too many deviating answers.</exception>
    public void Demand(double agreement)
    {
        if (IsMemorised)
        {
            throw BudgetFailures.Memorised(this);
        }

        if (IsConstant)
        {
            throw BudgetFailures.ConstantAnswers();
        }

        if (new ShareGate(agreement).IsBelow(Agreeing, Pictures))
        {
            throw BudgetFailures.OtherAnswers(this, agreement);
        }
    }
}
