using System.Text;

namespace Frugal.Serving.Metrics;

/// <summary>A value read whenever the metrics are written.</summary>
public sealed class Gauge : Metric
{
    private readonly Func<double> read;

    internal Gauge(string name, string help, Func<double> read) : base(name, help, "gauge", []) => this.read = read;

    private protected override void WriteSamples(StringBuilder text) => Sample(text, Name, "", read());
}
