namespace Frugal.Cli.Report;

/// <summary>What a model says of a picture.</summary>
/// <param name="Model">The model's format: fp32, fp16, int8.</param>
/// <param name="Class">The class that it chose.</param>
/// <param name="Probability">How sure it is, by softmax, in [0, 1].</param>
internal sealed record Verdict(string Model, string Class, float Probability);

/// <summary>A picture and what each model says of it.</summary>
/// <param name="Jpeg">The picture.</param>
/// <param name="Truth">Its right class.</param>
/// <param name="Verdicts">One a model, the baseline's first.</param>
internal sealed record PictureVerdicts(byte[] Jpeg, string Truth, IReadOnlyList<Verdict> Verdicts);
