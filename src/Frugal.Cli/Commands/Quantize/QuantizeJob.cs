using Frugal.Cli.Rendering;
using Frugal.Compression;
using Frugal.Onnx;

namespace Frugal.Cli.Commands;

/// <summary>One run of <c>frugal quantize</c>: reads the model, quantises it as chosen, and writes the result.</summary>
internal sealed class QuantizeJob(string input, string output, QuantizeChoices choices, Terminal terminal)
{
    /// <exception cref="FrugalException">The model or the calibration data is not available or not suitable.</exception>
    public QuantizationOutcome Run(Action<string> progress, CancellationToken cancellation)
    {
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw new FrugalException($"{output}: the output is the model itself. Give another file with -o.");
        }

        var model = OnnxModel.Load(input);
        if (choices.Half)
        {
            Float16Storage.Apply(model).Save(output);
            return new(input, output, model.FileBytes, new FileInfo(output).Length, "fp16", null);
        }

        var recipe = choices.ToRecipe();
        if (choices.SaveRecipe is { } file)
        {
            TrainingRecipeFormat.Default.Save(recipe, file);
        }

        var data = recipe.DataReader is null ? null : CalibrationSource.Open(choices.Calibrate ?? throw NoData(), model, choices, terminal, cancellation);
        if (data is not null)
        {
            progress($"Calibrating on {data.Description}");
        }

        var result = recipe.Apply(model, data, progress, cancellation);
        result.Model.Save(output);
        return new(input, output, model.FileBytes, new FileInfo(output).Length, result.Model.Metadata.Format, result.Report);
    }

    private static FrugalException NoData() => new(
        "--calibrate is missing: this scheme needs calibration data. Give a data set or a folder of photos, or choose --scheme dynamic or --fp16.");
}
