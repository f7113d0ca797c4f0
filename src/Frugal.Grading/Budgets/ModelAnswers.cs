using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;

namespace Frugal.Grading.Budgets;

/// <summary>What a model answered on pictures that were drawn at grading, beside its reference.</summary>
public sealed record ModelAnswers
{
    /// <summary>How many pictures.</summary>
    public required int Pictures { get; init; }

    /// <summary>On how many both choose the same class.</summary>
    public required int Agreeing { get; init; }

    /// <summary>On how many the model is right.</summary>
    public required int Right { get; init; }

    /// <summary>On how many the reference is right.</summary>
    public required int ReferenceRight { get; init; }

    /// <summary>The largest difference of two logits.</summary>
    public required double LargestDifference { get; init; }

    /// <summary>The reference's largest logit by magnitude: what <see cref="LargestDifference"/> is to be seen beside.</summary>
    public required double LargestLogit { get; init; }

    /// <summary>Whether the model's logits are the same whatever it is shown.</summary>
    public required bool IsConstant { get; init; }

    /// <summary>The share of training pictures, which everybody can draw, on which both choose the same class, in [0, 1].</summary>
    public required double SeenAgreement { get; init; }

    /// <summary>The share on which both choose the same class, with its 95% interval.</summary>
    public WilsonInterval Agreement => WilsonInterval.Of(Agreeing, Pictures);

    /// <summary>The share on which the model is right, with its 95% interval.</summary>
    public WilsonInterval Accuracy => WilsonInterval.Of(Right, Pictures);

    /// <summary>Whether it knows the training pictures and little else. No honest model loses half of its answers between two draws.</summary>
    public bool IsMemorised => SeenAgreement >= 0.8 && Agreement.High < SeenAgreement / 2;

    /// <summary>Throws where the answers are no answers.</summary>
    /// <param name="agreement">The least share of pictures on which the model has to choose as its reference does.</param>
    /// <exception cref="GradingException"><see cref="Cause.Cheating"/> for constant or memorised answers, <see cref="Cause.WrongAnswer"/> for too many others.</exception>
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
