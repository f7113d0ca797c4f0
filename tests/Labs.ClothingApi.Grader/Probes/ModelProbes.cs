using ClothingApi.Models;
using Frugal.Models;
using Frugal.Serving.Problems;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>A convolution and the normalisation behind it.</summary>
public sealed record FoldRequest(float[] Weight, float[]? Bias, float[] Gamma, float[] Beta, float[] Mean, float[] Variance, double Epsilon);

/// <summary>The folded convolution, and whether the arguments were left alone.</summary>
public sealed record FoldAnswer(float[] Weight, float[] Bias, bool ArgumentsKept);

/// <summary>A model to make, and where to write it.</summary>
public sealed record MakeRequest(string From, string To);

/// <summary>The two files of a model, and whether the grader opens them.</summary>
public sealed record ChoiceRequest(string MainFormat, string Main, string FallbackFormat, string Fallback, bool ModelsGiven);

/// <summary>Which of them answers, or the problem that was thrown.</summary>
public sealed record ChoiceAnswer(string Format, long Bytes, bool Fallback, string? Reason, string? Code, int Status, string? Detail, double? RetryAfter);

/// <summary>Task 3 and the second half of task 2, in the student's process.</summary>
public static class ModelProbes
{
    public static FoldAnswer Fold(FoldRequest request)
    {
        float[][] arguments = [request.Weight, request.Bias ?? [], request.Gamma, request.Beta, request.Mean, request.Variance];
        var before = arguments.Select(values => values.ToArray()).ToArray();
        var (weight, bias) = BatchNormFolding.Fold(request.Weight, request.Bias, new(request.Gamma, request.Beta, request.Mean, request.Variance, request.Epsilon));
        return new(weight, bias, arguments.Zip(before).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)));
    }

    /// <summary>The whole network, exported with the student's folding.</summary>
    public static bool Export(MakeRequest request)
    {
        FoldedExport.ToOnnx(ModelLibrary.Default(), request.From).Save(request.To);
        return true;
    }

    public static ChoiceAnswer Choose(ChoiceRequest request)
    {
        Given.Models(request.ModelsGiven);
        var main = new ServedModel(request.MainFormat, request.Main);
        var fallback = new ServedModel(request.FallbackFormat, request.Fallback);
        try
        {
            var choice = new ModelWithFallback(main, fallback).ChooseAsync().GetAwaiter().GetResult();
            return new(choice.Format, choice.Network.Bytes, choice.Fallback, choice.Reason, null, 200, null, null);
        }
        catch (ProblemException refused)
        {
            var problem = refused.Problem;
            return new("", 0, false, null, problem.Code, problem.Status, problem.Detail, problem.RetryAfter?.TotalSeconds);
        }
    }
}
