using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Measuring;

/// <summary>
/// An ONNX model in ONNX Runtime, ready for repeated calls on the same random inputs: inputs and outputs are bound once,
/// so that a call contains only the engine's work.
/// </summary>
public sealed class LoadedModel : IDisposable
{
    private readonly RunOptions runOptions = new();
    private readonly List<OrtValue> values = [];
    private readonly OrtIoBinding binding;

    private LoadedModel(string path, InferenceSession session, OrtIoBinding binding) =>
        (Path, Session, this.binding) = (path, session, binding);

    /// <summary>The model's file.</summary>
    public string Path { get; }

    /// <summary>The engine's session.</summary>
    public InferenceSession Session { get; }

    /// <summary>The size of the first input's first axis: the examples in one call; 1 for an input without axes.</summary>
    public int Batch { get; private set; } = 1;

    /// <summary>The time to open the session.</summary>
    public Milliseconds LoadTime { get; private init; }

    /// <summary>Loads a model and runs it once.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads, batch, open dimensions and the seed of the inputs.</param>
    /// <exception cref="FrugalException">The file is missing or not a model, or the model cannot be run on its declared shapes.</exception>
    public static LoadedModel Load(string path, ModelRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var start = TimeProvider.System.GetTimestamp();
        var session = OpenSession(path, options);
        var load = Milliseconds.Between(TimeProvider.System, start, TimeProvider.System.GetTimestamp());
        var model = new LoadedModel(path, session, session.CreateIoBinding()) { LoadTime = load };
        try
        {
            model.Bind(options);
            return model;
        }
        catch (OnnxRuntimeException cause)
        {
            model.Dispose();
            throw ModelFailure.Run(path, cause);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Opens a session without running the model.</summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads of the session.</param>
    /// <exception cref="FrugalException">The file is missing or not a model that ONNX Runtime can load.</exception>
    public static InferenceSession OpenSession(string path, ModelRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!File.Exists(path))
        {
            throw ModelFailure.Missing(path);
        }

        using var settings = Settings(options);
        try
        {
            return PackedFile.Is(path) ? new InferenceSession(OnnxFile.ReadBytes(path), settings) : new InferenceSession(path, settings);
        }
        catch (OnnxRuntimeException cause)
        {
            throw ModelFailure.Load(path, cause);
        }
    }

    /// <summary>Runs the model once, on this thread (and on the session's pool when it has more than one thread).</summary>
    public void Run() => Session.RunWithBinding(runOptions, binding);

    /// <inheritdoc/>
    public void Dispose()
    {
        binding.Dispose();
        values.ForEach(value => value.Dispose());
        runOptions.Dispose();
        Session.Dispose();
    }

    private static SessionOptions Settings(ModelRunOptions options)
    {
        var settings = new SessionOptions
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Workers spin between the operators of a call, as they do when serving, and sleep as soon as it ends:
        // otherwise an idle model's pool would take processor time from the one that is timed.
        settings.AddSessionConfigEntry("session.force_spinning_stop", "1");
        if (options.Threads > 1 && options.Processors.Length == options.Threads)
        {
            // The caller is the pool's first thread; the engine counts processors from 1.
            settings.AddSessionConfigEntry("session.intra_op_thread_affinities", string.Join(';', options.Processors.Skip(1).Select(cpu => cpu + 1)));
        }

        return settings;
    }

    /// <summary>Binds random inputs, finds the outputs' shapes with a first call and binds buffers of those shapes.</summary>
    private void Bind(ModelRunOptions options)
    {
        var inputs = ModelInputs.Create(Path, Session, options);
        values.AddRange(inputs.Values);
        foreach (var (name, value) in inputs)
        {
            binding.BindInput(name, value);
        }

        if (Session.InputNames is [var first, ..] && inputs[first].GetTensorTypeAndShape().Shape is [var batch, _, ..])
        {
            Batch = (int)batch;
        }

        using var outputs = Session.Run(runOptions, inputs, Session.OutputNames);
        foreach (var (name, output) in Session.OutputNames.Zip(outputs))
        {
            if (output.IsTensor && output.GetTensorTypeAndShape() is { IsString: false } tensor)
            {
                var buffer = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.ElementDataType, tensor.Shape);
                values.Add(buffer);
                binding.BindOutput(name, buffer);
            }
            else
            {
                binding.BindOutputToDevice(name, OrtMemoryInfo.DefaultInstance);
            }
        }

        Run();
    }
}
