using Frugal.Measuring;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>Bars for each model's file size and latency: shorter is better.</summary>
internal sealed class BeforeAfterBars(MeasurementReport report) : IRenderable
{
    private const int Longest = 40;

    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    private IRenderable Content() => new Rows(
        Bars("file", model => model.Bytes, model => new ByteSize(model.Bytes).ToString()),
        Text.Empty,
        Bars("latency", model => model.Latency.P50Ms, model => new Milliseconds(model.Latency.P50Ms).ToString()));

    private Grid Bars(string name, Func<ModelFigures, double> length, Func<ModelFigures, string> text)
    {
        var grid = new Grid().AddColumn(new GridColumn().Width(8)).AddColumn(new GridColumn().Width(5)).AddColumn(new GridColumn().NoWrap());
        var longest = report.Models.Max(length);
        foreach (var (i, model) in report.Models.Index())
        {
            var bar = new string('█', Math.Max(1, (int)Math.Round(Longest * length(model) / longest)));
            grid.AddRow(i == 0 ? name : "", Markup.Escape(model.Format), $"[{(i == 0 ? "grey" : "green")}]{bar}[/] {Markup.Escape(text(model))}");
        }

        return grid;
    }
}
