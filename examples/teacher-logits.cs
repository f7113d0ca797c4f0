#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Training
#:property PublishAot=false

// Runs the ResNet-18 once on every training photo and its mirror image, and stores its logits: a student then needs 250 KB instead of 64 MB.
// models/clothing-resnet18-logits.npy was written by it. Run 'frugal models train clothing-resnet18' first.
//     dotnet run examples/teacher-logits.cs FILE

using Frugal.Data;
using Frugal.Models;
using static TorchSharp.torch;

const string Name = "clothing-resnet18";
var recipe = Recipes.Named(Name);
using var teacher = ModelLibrary.Default().Open(Name);
var loader = ImageLoader.Create(Datasets.Open(recipe.Dataset), new LoaderOptions { Preprocessing = recipe.Preprocessing });
var logits = zeros(2, loader.Count, teacher.Classes);
using (no_grad())
{
    foreach (var batch in loader.Epoch(0))
    {
        using var scope = NewDisposeScope();
        var photos = tensor(batch.Images, [batch.Count, 3, recipe.Preprocessing.Size, recipe.Preprocessing.Size]);
        var places = tensor(batch.Indices).to_type(ScalarType.Int64);
        logits[0].index_copy_(0, places, teacher.call(photos));
        logits[1].index_copy_(0, places, teacher.call(photos.flip(3)));
        Console.Write($"\r{batch.Indices[^1] + 1} of {loader.Count} photos");
    }
}

new StoredLogits(2, loader.Count, (int)teacher.Classes, logits.data<float>().ToArray()).Save(args[0]);
Console.WriteLine($"\n{args[0]}: {new FileInfo(args[0]).Length:N0} bytes");
