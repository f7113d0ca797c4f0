using System.Diagnostics.Metrics;

namespace Frugal.Serving.Tests.Pool;

public class MetricsTests
{
    [Test]
    public void Loads_unloads_and_waits_are_recorded_with_their_reasons()
    {
        using var stage = new Stage(new() { MaxModels = 1, LongestWait = TimeSpan.FromSeconds(20) }, ("a", 1, 2), ("b", 1, 0));
        using var seen = new Recorder(stage);
        stage.Broken.Add("b");
        _ = stage.Ask("b");
        stage.Settle();
        stage.Broken.Clear();
        stage.Clock.Advance(TimeSpan.FromSeconds(10));
        var lease = stage.Rent("a");
        var waiting = stage.Ask("b");
        stage.Clock.Advance(TimeSpan.FromSeconds(3));
        lease.Dispose();
        stage.Settle();
        stage.Granted(waiting).Dispose();
        var held = stage.Rent("b");
        _ = stage.Ask("a");
        stage.Clock.Advance(TimeSpan.FromSeconds(20));
        held.Dispose();
        stage.Clock.Advance(TimeSpan.FromMinutes(5));
        stage.Settle();

        Assert.That(seen.Of("frugal.model.load.duration"), Is.EqualTo(new[] { "b load_failed 0", "a 0", "b 0" }));
        Assert.That(seen.Of("frugal.model.unloads"), Is.EqualTo(new[] { "a room 1", "b idle 1" }));
        Assert.That(seen.Of("frugal.model.wait.duration"), Is.EqualTo(new[] { "b model_unavailable 0", "a 0", "b 3", "a model_busy 20" }));
    }

    [Test]
    public void What_is_in_memory_and_who_waits_can_be_observed_at_any_time()
    {
        using var stage = new Stage(new() { MaxModels = 1 }, ("a", 1, 2), ("b", 1, 0));
        using var seen = new Recorder(stage);
        var lease = stage.Rent("a");
        _ = stage.Ask("b");
        _ = stage.Ask("b");

        seen.Observe();

        Assert.That(seen.Of("frugal.model.loaded"), Is.EqualTo(new[] { "a 1", "b 0" }));
        Assert.That(seen.Of("frugal.model.memory"), Is.EqualTo(new[] { "a anonymous 1", "a file_backed 2", "b anonymous 0", "b file_backed 0" }));
        Assert.That(seen.Of("frugal.model.requests.waiting"), Is.EqualTo(new[] { "a 0", "b 2" }));
        Assert.That(seen.Units, Is.EquivalentTo(new[] { "s", "{model}", "s", "{model}", "By", "{request}" }));
        lease.Dispose();
    }

    [Test]
    public void The_meter_is_named_after_the_namespace()
    {
        using var stage = new Stage(new(), ("a", 1, 0));

        Assert.That(stage.Pool.Scheduler.Metrics.Meter.Name, Is.EqualTo(typeof(Models.ModelStatus).Namespace));
    }

    /// <summary>Notes the measurements of one pool: the tags' values, then the number.</summary>
    private sealed class Recorder : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly List<(string Instrument, string Text)> notes = [];

        public Recorder(Stage stage)
        {
            listener.InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter == stage.Pool.Scheduler.Metrics.Meter)
                {
                    Units.Add(instrument.Unit!);
                    me.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
            listener.Start();
        }

        public List<string> Units { get; } = [];

        public void Observe() => listener.RecordObservableInstruments();

        public IEnumerable<string> Of(string instrument) => notes.Where(note => note.Instrument == instrument).Select(note => note.Text);

        public void Dispose() => listener.Dispose();

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.That(tags[0].Key, Is.EqualTo("frugal.model.name"));
            notes.Add((instrument.Name, FormattableString.Invariant($"{string.Join(' ', tags.ToArray().Select(tag => tag.Value))} {value:0.###}")));
        }
    }
}
