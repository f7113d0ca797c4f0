using System.Diagnostics.Metrics;

namespace Frugal.Serving.Models;

/// <summary>A pool's metrics, named by OpenTelemetry's conventions; units are s, By and {things}.</summary>
internal sealed class PoolMetrics : IDisposable
{
    private readonly Histogram<double> loads;
    private readonly Counter<long> unloads;
    private readonly Histogram<double> waits;

    /// <param name="status">The models' status. It must not block.</param>
    public PoolMetrics(Func<IReadOnlyList<ModelStatus>> status)
    {
        loads = Meter.CreateHistogram<double>("frugal.model.load.duration", "s", "Duration of a model's load; error.type is set if it failed.");
        unloads = Meter.CreateCounter<long>("frugal.model.unloads", "{model}", "Models unloaded, by reason.");
        waits = Meter.CreateHistogram<double>("frugal.model.wait.duration", "s", "How long a request waited for a model that was not ready; error.type is set if it did not get it.");
        Meter.CreateObservableUpDownCounter("frugal.model.loaded", () => status().Select(model => new Measurement<int>(model.State == ModelState.Ready ? 1 : 0, Name(model.Name))),
            "{model}", "Models in service.");
        Meter.CreateObservableUpDownCounter("frugal.model.memory", () => status().SelectMany(model => new Measurement<long>[]
        {
            new(model.Memory.Anonymous.Bytes, Name(model.Name), new("frugal.memory.kind", "anonymous")),
            new(model.Memory.FileBacked.Bytes, Name(model.Name), new("frugal.memory.kind", "file_backed")),
        }), "By", "Memory counted for the models, by kind.");
        Meter.CreateObservableUpDownCounter("frugal.model.requests.waiting", () => status().Select(model => new Measurement<int>(model.Waiting, Name(model.Name))),
            "{request}", "Requests that wait for a model.");
    }

    public Meter Meter { get; } = new("Frugal.Serving.Models");

    public void Loaded(string name, TimeSpan duration, bool failed) => Record(loads, duration, name, failed ? "load_failed" : null);

    public void Unloaded(string name, UnloadReason reason) => unloads.Add(1, Name(name), new("frugal.model.unload.reason", Text(reason)));

    public void Waited(string name, TimeSpan duration, string? error) => Record(waits, duration, name, error);

    public void Dispose() => Meter.Dispose();

    private static void Record(Histogram<double> histogram, TimeSpan duration, string name, string? error)
    {
        if (error is null)
        {
            histogram.Record(duration.TotalSeconds, Name(name));
        }
        else
        {
            histogram.Record(duration.TotalSeconds, Name(name), new("error.type", error));
        }
    }

    private static KeyValuePair<string, object?> Name(string name) => new("frugal.model.name", name);

    private static string Text(UnloadReason reason) => reason switch
    {
        UnloadReason.Room => "room",
        UnloadReason.Idle => "idle",
        UnloadReason.Replaced => "replaced",
        UnloadReason.Unhealthy => "unhealthy",
        UnloadReason.Requested => "requested",
        _ => "shutdown",
    };
}
