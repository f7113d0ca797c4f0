using System.Runtime.InteropServices;
using ClothingApi.Models;
using Frugal;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;
using Microsoft.ML.OnnxRuntime;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>Classes of pictures to choose from.</summary>
public sealed record ChooseRequest(int[] Labels, int Count, int Seed);

/// <summary>The answers of two models to the same pictures.</summary>
public sealed record ErrorRequest(float[][] Expected, float[][] Got);

/// <summary>An error; no decibels if they are infinite.</summary>
public sealed record ErrorAnswer(double? Decibels, double Agreement);

/// <summary>A model, and files of prepared pictures (count, 3, size, size) as float32.</summary>
public sealed record CompareRequest(string Model, string Calibration, string HeldOut);

/// <summary>A row of the comparison.</summary>
public sealed record CompareRow(string Observer, double Decibels, double Agreement);

/// <summary>A model to make, and the most bytes that it may have.</summary>
public sealed record BudgetRequest(string From, string To, long Bytes);

/// <summary>Tasks 4, 5 and 6, in the student's process.</summary>
public static class CalibrationProbes
{
    private const int Batch = 16;

    public static int[] Choose(ChooseRequest request) => CalibrationSet.Choose(request.Labels, request.Count, request.Seed);

    public static ErrorAnswer Error(ErrorRequest request)
    {
        var error = ModelError.Between(request.Expected, request.Got);
        return new(double.IsFinite(error.Decibels) ? error.Decibels : double.IsPositiveInfinity(error.Decibels) ? null : double.MinValue, error.Agreement);
    }

    public static CompareRow[] Compare(CompareRequest request)
    {
        var model = OnnxModel.Load(request.Model);
        var length = model.Metadata.ToPreprocessing().Length;
        return [.. ObserverComparison.Compare(model, Data(request.Calibration, length), Pictures(request.HeldOut, length))
            .Select(row => new CompareRow(row.Observer.ToString(), Math.Clamp(row.Error.Decibels, -1000, 1000), row.Error.Agreement))];
    }

    /// <summary>The fp32 model quantised.</summary>
    public static bool Quantise(MakeRequest request)
    {
        Int8Model.Quantise(OnnxModel.Load(request.From), Datasets.Open("garments", "train")).Save(request.To);
        return true;
    }

    /// <summary>The message with which a model is refused; empty if it is not.</summary>
    public static string Refusal(string model)
    {
        try
        {
            Int8Model.Quantise(OnnxModel.Load(model), Datasets.Open("garments", "train"));
            return "";
        }
        catch (FrugalException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>The message with which a budget is refused; empty if it was met.</summary>
    public static string Fit(BudgetRequest request)
    {
        try
        {
            BudgetModel.Fit(OnnxModel.Load(request.From), Datasets.Open("garments", "train"), new ByteSize(request.Bytes)).Save(request.To);
            return "";
        }
        catch (FrugalException refused)
        {
            return refused.Message;
        }
    }

    private static float[][] Pictures(string file, int length) => [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray().Chunk(length)];

    private static CalibrationData Data(string file, int length)
    {
        var pictures = Pictures(file, length);
        return CalibrationData.FromBatches(model => pictures.Chunk(Batch).Select(batch => (IReadOnlyDictionary<string, OrtValue>)new Dictionary<string, OrtValue>
        {
            [model.Inputs[0].Name] = OrtValue.CreateTensorValueFromMemory(batch.SelectMany(values => values).ToArray(), [batch.Length, 3, Side(length), Side(length)]),
        }));
    }

    private static long Side(int length) => (long)Math.Round(Math.Sqrt(length / 3.0));
}
