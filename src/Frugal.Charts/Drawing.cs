using System.Globalization;
using Plotly.NET;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>What all charts of the course share: size, title, axes, colours.</summary>
internal static class Drawing
{
    private const int Width = 720, Height = 420;

    /// <summary>Colours that readers with any colour vision can tell apart (Okabe and Ito 2008, "Color Universal Design").</summary>
    public static Color Blue => Color.fromHex("#0072B2");

    public static Color Orange => Color.fromHex("#D55E00");

    public static Color Green => Color.fromHex("#009E73");

    public static Color Grey => Color.fromHex("#8A8F98");

    public static Color[] Series => [Blue, Orange, Green, Color.fromHex("#CC79A7"), Color.fromHex("#E69F00"), Color.fromHex("#56B4E9"), Grey];

    public static GenericChart Finish(IEnumerable<GenericChart> traces, string title, ChartAxis x, ChartAxis y)
    {
        var chart = Chart.Combine(traces)
            .WithXAxisStyle<double, double, string>(TitleText: x.Name, AxisType: x.Type, MinMax: x.Range ?? default(Optional<Tuple<double, double>>))
            .WithYAxisStyle<double, double, string>(TitleText: y.Name, AxisType: y.Type, MinMax: y.Range ?? default(Optional<Tuple<double, double>>))
            .WithSize(Width, Height);
        return title.Length > 0 ? chart.WithTitle(title) : chart;
    }

    public static string Number(double value) => value.ToString(Math.Abs(value) switch { >= 99.95 => "0", >= 9.995 => "0.#", >= 0.9995 => "0.##", _ => "0.####" }, CultureInfo.InvariantCulture);

    /// <exception cref="FrugalException">There is nothing to draw, or a value is not finite.</exception>
    public static void Require(string chart, IEnumerable<double> values)
    {
        var any = false;
        foreach (var value in values)
        {
            any = true;
            if (!double.IsFinite(value))
            {
                throw new FrugalException($"{chart}: a value is {value}. Give finite numbers; leave out what was not measured.");
            }
        }

        if (!any)
        {
            throw new FrugalException($"{chart}: there are no values. Give at least one.");
        }
    }
}

/// <summary>An axis' title and scale.</summary>
internal readonly record struct ChartAxis(string Name, bool Logarithmic = false)
{
    public StyleParam.AxisType Type => Logarithmic ? StyleParam.AxisType.Log : StyleParam.AxisType.Auto;

    /// <summary>The first and last value, as logarithms on a logarithmic axis; null to choose the range from the values.</summary>
    public Tuple<double, double>? Range { get; private init; }

    /// <summary>The axis with extra room on both sides of the values for the labels of the points.</summary>
    public ChartAxis WithRoomFor(IEnumerable<double> values)
    {
        var logarithmic = Logarithmic;
        var places = values.Select(value => logarithmic ? Math.Log10(value) : value).ToList();
        var room = places.Max() > places.Min() ? 0.15 * (places.Max() - places.Min()) : 1;
        return this with { Range = Tuple.Create(places.Min() - room, places.Max() + room) };
    }
}
