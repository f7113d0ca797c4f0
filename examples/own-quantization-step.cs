#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Training
#:property PublishAot=false

// A quantisation step of your own: it keeps the first and the last layer in float32, as many papers do, and takes its place in a recipe.
//     dotnet run examples/own-quantization-step.cs

using Frugal.Data;
using Frugal.Quantization;
using Frugal.Models;

var fp32 = ModelLibrary.Default().Load("garments-mobilenet");
var result = QuantizationRecipe.Static()
    .With(new KeepEndsStep())
    .Apply(fp32, CalibrationData.FromImages(Datasets.Open("garments", "train"), count: 64), Console.WriteLine);
foreach (var node in result.Report.Kept)
{
    Console.WriteLine($"kept in float32: {node.Node} ({node.Reason})");
}

/// <summary>Excludes the first and the last layer with weights.</summary>
sealed class KeepEndsStep : IQuantizationStep
{
    public string Name => "keep the ends";

    public QuantizationStage Stage => QuantizationStage.Choose;

    public bool NeedsData => true;

    public QuantizationDraft Apply(QuantizationDraft draft, QuantizationRun run)
    {
        var layers = SensitivityAnalysis.Measure(draft.Model, run.Batches(draft.Model).Take(1), draft.Options, run.Cancellation);
        string[] ends = [layers[0].Node, layers[^1].Node];
        run.Progress($"Keeping {string.Join(" and ", ends)} in float32");
        return draft with { Options = draft.Options with { Exclude = draft.Options.Exclude.Union(ends).ToHashSet() } };
    }
}
