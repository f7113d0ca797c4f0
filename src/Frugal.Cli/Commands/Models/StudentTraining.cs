using Frugal.Data;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary>Trains a student for tweets: writes the int8 model, and the float32 one into the cache.</summary>
internal sealed class StudentTraining(StudentRecipe recipe, Trial trial) : ModelTraining(recipe.Name, null, trial)
{
    private readonly Trial trial = trial.Fold is null ? trial : throw new FrugalException($"--fold: {recipe.Name} reads texts, whose splits are fixed. Leave it out.");

    protected override (object Last, string Verdict) Train(ModelLibrary library, string checkpoint, Terminal terminal, string file, CancellationToken cancellation)
    {
        var options = trial.Seed is { } seed ? recipe.Options with { Seed = seed } : recipe.Options;
        var changed = recipe with { Options = trial.Epochs is { } epochs ? options with { Epochs = epochs } : options, Alone = trial.Alone };
        using var result = TrainingBar.Show(terminal, "Reading the texts, asking the teacher", bar => new StudentRecipeRun
        {
            Recipe = changed,
            Library = library,
            Checkpoint = checkpoint,
            Texts = trial.Count,
            Progress = bar,
        }.Run(cancellation));
        result.ToInt8().Save(file);
        var full = trial.IsOther ? Path.ChangeExtension(file, ".float32.onnx") : Float32(recipe.Name);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(full))!);
        result.ToOnnx().Save(full);
        var last = result.History[^1];
        return (last, FormattableString.Invariant($"validation score {last.Score * 100:0.0} ({string.Join(", ", last.Scores.Select(task => FormattableString.Invariant($"{task.Key} {task.Value * 100:0.0}")))}) after {last.Epoch} epochs"));
    }

    /// <summary>The float32 form of a student, in the cache.</summary>
    private static string Float32(string name) => Path.Combine(new DataFolders().Cache, name, "float32", name + ".onnx");
}
