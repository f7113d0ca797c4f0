using System.Diagnostics;
using System.Text.Json.Serialization;
using Frugal.Cli.Rendering;
using Frugal.Data;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary>Options that make another training of a recipe's: a quick trial, another seed, a part of a cross-validation.</summary>
internal sealed record Trial(int? Epochs, int? Count, long? Seed, int? Fold)
{
    /// <summary>Whether a student learns without its teacher.</summary>
    public bool Alone { get; init; }

    public bool IsOther => Alone || Epochs is not null || Count is not null || Seed is not null || Fold is not null;
}

/// <summary>What a training gave.</summary>
/// <param name="Name">The model.</param>
/// <param name="File">The file written.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum.</param>
/// <param name="Last">The last epoch.</param>
/// <param name="Seconds">How long it took since the last start.</param>
/// <param name="Verdict">The last epoch in words.</param>
internal sealed record TrainingOutcome(string Name, string File, long Bytes, string Sha256, object Last, double Seconds, [property: JsonIgnore] string Verdict);

/// <summary>Trains one model of the course: fetches what it starts from, keeps its checkpoint, writes its file.</summary>
internal abstract class ModelTraining(string name, string? pretrained, Trial trial)
{
    /// <summary>The training of the model <paramref name="name"/>.</summary>
    /// <exception cref="FrugalException">It has no recipe, or the trial does not suit it.</exception>
    public static ModelTraining Named(string name, Trial trial) =>
        TextRecipes.All.FirstOrDefault(recipe => recipe.Name == name) is { } text ? new TextTraining(text, trial)
        : Recipes.All.FirstOrDefault(recipe => recipe.Name == name) is { } pictures ? new PictureTraining(pictures, trial)
        : ChatRecipes.All.FirstOrDefault(recipe => recipe.Name == name) is { } chat ? new ChatTraining(chat, trial)
        : StudentRecipes.All.FirstOrDefault(recipe => recipe.Name == name) is { } student ? new StudentTraining(student, trial)
        : throw new FrugalException($"'{name}' has no recipe. Choose one of: {string.Join(", ", [.. Recipes.All.Select(recipe => recipe.Name), .. TextRecipes.All.Select(recipe => recipe.Name), .. ChatRecipes.All.Select(recipe => recipe.Name), .. StudentRecipes.All.Select(recipe => recipe.Name)])}.");

    /// <summary>Trains, and writes the file under its final name when it is complete.</summary>
    public TrainingOutcome Run(string? output, bool fresh, Terminal terminal, CancellationToken cancellation)
    {
        var library = ModelLibrary.Default();
        if (output is null && trial.IsOther)
        {
            throw new FrugalException($"{name}: the weights of another training than the recipe's do not replace the model's own. Give another file with --output.");
        }

        var file = output ?? library.ModelFile(name);
        AtomicFile.ThrowIfNotReplaceable(file);
        var checkpoint = Path.GetFullPath(output is null ? Path.Combine(new DataFolders().Cache, "checkpoints", name + ".checkpoint") : output + ".checkpoint");
        if (fresh && File.Exists(checkpoint))
        {
            File.Delete(checkpoint);
        }

        if (pretrained is not null && library.Catalog[pretrained].Package is not null)
        {
            TransferBar.Run(terminal, progress => library.Get(pretrained, progress, cancellation));
        }

        var clock = Stopwatch.StartNew();
        var (last, verdict) = Train(library, checkpoint, terminal, file, cancellation);
        File.Delete(checkpoint);
        return new TrainingOutcome(name, file, new FileInfo(file).Length, Checksums.Sha256(file), last, clock.Elapsed.TotalSeconds, verdict);
    }

    /// <summary>Trains and writes the file, atomically; returns the last epoch, and it in words.</summary>
    protected abstract (object Last, string Verdict) Train(ModelLibrary library, string checkpoint, Terminal terminal, string file, CancellationToken cancellation);
}
