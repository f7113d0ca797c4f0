#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Training
#:property PublishAot=false

// Quantises a network of the course to int8 in five lines, then compares its answers with the float32 model's.
//     dotnet run examples/quantize-a-model.cs

using Frugal.Data;
using Frugal.Measuring;
using Frugal.Quantization;
using Frugal.Models;

var fp32 = ModelLibrary.Default().Load("garments-mobilenet");
var photos = CalibrationData.FromImages(Datasets.Open("garments", "train"));
var recipe = QuantizationRecipe.Static().With(new EqualizeStep()).With(new CorrectBiasStep());
var int8 = recipe.Apply(fp32, photos, Console.WriteLine);
Console.WriteLine($"{int8.Report.Quantized.Count} operators in int8, {int8.Report.Kept.Count} kept in float32");

var folder = Directory.CreateTempSubdirectory("frugal-example-").FullName;
string[] files = [Path.Combine(folder, "fp32.onnx"), Path.Combine(folder, "int8.onnx")];
fp32.Save(files[0]);
int8.Model.Save(files[1]);
var accuracy = new AccuracyMeter(Datasets.Open("garments", "validation")).Compare(files);
for (var i = 0; i < files.Length; i++)
{
    Console.WriteLine($"{Path.GetFileName(files[i])}: {new FileInfo(files[i]).Length:N0} bytes, {accuracy.Accuracy(i):P1} right");
}

Directory.Delete(folder, recursive: true);
