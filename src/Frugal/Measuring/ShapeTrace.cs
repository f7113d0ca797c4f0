using Frugal.Onnx.Wire;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Measuring;

/// <summary>Finds the shapes of values inside a graph by running it once with these values as outputs, unoptimised.
/// It needs no shape inference rules, so it supports every operator that the engine runs.</summary>
internal static class ShapeTrace
{
    /// <summary>The shapes of the named values: initializers, inputs and node outputs.</summary>
    /// <exception cref="FrugalException">The model cannot be run on the shapes that it declares.</exception>
    public static IReadOnlyDictionary<string, long[]> Run(ModelProto model, string path, IEnumerable<string> names, ModelRunOptions options)
    {
        var shapes = model.Graph.Initializer.ToDictionary(tensor => tensor.Name, tensor => tensor.Dims.ToArray());
        var wanted = names.Where(name => name.Length > 0 && !shapes.ContainsKey(name)).Distinct().ToArray();
        var traced = model.Clone();
        traced.Graph.Output.Clear();
        var inputs = traced.Graph.Input.Select(input => input.Name).ToHashSet();
        traced.Graph.Output.AddRange(wanted.Where(name => !inputs.Contains(name)).Select(name => new ValueInfoProto { Name = name }));
        if (traced.Graph.Output.Count == 0)
        {
            return shapes;
        }

        using var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        settings.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var session = Open(traced, path, settings);
        var values = ModelInputs.Create(path, session, options);
        try
        {
            using var run = new RunOptions();
            using var outputs = session.Run(run, values, session.OutputNames);
            foreach (var (name, value) in session.OutputNames.Zip(outputs).Concat(values.Select(input => (input.Key, input.Value))))
            {
                shapes[name] = value.IsTensor ? value.GetTensorTypeAndShape().Shape : [];
            }

            return shapes;
        }
        catch (OnnxRuntimeException cause)
        {
            throw ModelFailure.Run(path, cause);
        }
        finally
        {
            foreach (var value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    private static InferenceSession Open(ModelProto model, string path, SessionOptions settings)
    {
        try
        {
            return new InferenceSession(model.ToByteArray(), settings);
        }
        catch (OnnxRuntimeException cause)
        {
            throw ModelFailure.Load(path, cause);
        }
    }
}
