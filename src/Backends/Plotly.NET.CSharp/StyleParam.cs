using System.Text.Json.Nodes;

namespace Plotly.NET;

/// <summary>The settings that have a fixed set of values.</summary>
public static class StyleParam
{
    public sealed class AxisType
    {
        private AxisType(string text) => Text = text;

        internal string Text { get; }

        public static AxisType Auto { get; } = new("-");

        public static AxisType Linear { get; } = new("linear");

        public static AxisType Log { get; } = new("log");

        public static AxisType Date { get; } = new("date");

        public static AxisType Category { get; } = new("category");
    }

    public sealed class Mode
    {
        private Mode(string text) => Text = text;

        internal string Text { get; }

        public static Mode None { get; } = new("none");

        public static Mode Lines { get; } = new("lines");

        public static Mode Lines_Markers { get; } = new("lines+markers");

        public static Mode Lines_Text { get; } = new("lines+text");

        public static Mode Lines_Markers_Text { get; } = new("lines+markers+text");

        public static Mode Markers { get; } = new("markers");

        public static Mode Markers_Text { get; } = new("markers+text");
    }

    public sealed class TextPosition
    {
        private TextPosition(string text) => Text = text;

        internal string Text { get; }

        public static TextPosition TopLeft { get; } = new("top left");

        public static TextPosition TopCenter { get; } = new("top center");

        public static TextPosition TopRight { get; } = new("top right");

        public static TextPosition MiddleLeft { get; } = new("middle left");

        public static TextPosition MiddleCenter { get; } = new("middle center");

        public static TextPosition MiddleRight { get; } = new("middle right");

        public static TextPosition BottomLeft { get; } = new("bottom left");

        public static TextPosition BottomCenter { get; } = new("bottom center");

        public static TextPosition BottomRight { get; } = new("bottom right");

        public static TextPosition Auto { get; } = new("auto");

        public static TextPosition Inside { get; } = new("inside");

        public static TextPosition Outside { get; } = new("outside");

        public static TextPosition None { get; } = new("none");
    }

    public sealed class DrawingStyle
    {
        private DrawingStyle(string text) => Text = text;

        internal string Text { get; }

        public static DrawingStyle Solid { get; } = new("solid");

        public static DrawingStyle Dash { get; } = new("dash");

        public static DrawingStyle Dot { get; } = new("dot");

        public static DrawingStyle DashDot { get; } = new("dashdot");

        public static DrawingStyle LongDash { get; } = new("longdash");
    }

    public sealed class MarkerSymbol
    {
        private MarkerSymbol(string text) => Text = text;

        internal string Text { get; }

        public static MarkerSymbol Circle { get; } = new("circle");

        public static MarkerSymbol Square { get; } = new("square");

        public static MarkerSymbol Diamond { get; } = new("diamond");

        public static MarkerSymbol Cross { get; } = new("cross");

        public static MarkerSymbol X { get; } = new("x");

        public static MarkerSymbol Star { get; } = new("star");
    }

    public sealed class Orientation
    {
        private Orientation(string text) => Text = text;

        internal string Text { get; }

        public static Orientation Horizontal { get; } = new("h");

        public static Orientation Vertical { get; } = new("v");
    }

    public sealed class HistNorm
    {
        private HistNorm(string text) => Text = text;

        internal string Text { get; }

        public static HistNorm None { get; } = new("");

        public static HistNorm Percent { get; } = new("percent");

        public static HistNorm Probability { get; } = new("probability");

        public static HistNorm Density { get; } = new("density");

        public static HistNorm ProbabilityDensity { get; } = new("probability density");
    }

    public sealed class BoxPoints
    {
        private BoxPoints(Func<JsonNode> json) => ToJson = json;

        internal Func<JsonNode> ToJson { get; }

        public static BoxPoints Outliers { get; } = new(() => "outliers");

        public static BoxPoints All { get; } = new(() => "all");

        public static BoxPoints SuspectedOutliers { get; } = new(() => "suspectedoutliers");

        public static BoxPoints False { get; } = new(() => false);
    }

    public sealed class Colorscale
    {
        private Colorscale(Func<JsonNode> json) => ToJson = json;

        internal Func<JsonNode> ToJson { get; }

        public static Colorscale RdBu { get; } = new(() => "RdBu");

        public static Colorscale Greys { get; } = new(() => "Greys");

        public static Colorscale Greens { get; } = new(() => "Greens");

        public static Colorscale Viridis { get; } = new(() => "Viridis");

        public static Colorscale Cividis { get; } = new(() => "Cividis");

        /// <summary>Colours at places from 0 to 1.</summary>
        public static Colorscale NewCustom(IEnumerable<Tuple<double, Color>> item)
        {
            var places = item.ToArray();
            return places.Length >= 2
                ? new(() => new JsonArray([.. places.Select(place => new JsonArray(place.Item1, place.Item2.ToJson()))]))
                : throw new ArgumentException("Color scale did not contain enough values. At minimum, a mapping for the lowest (0.0) and highest (1.0) values are required");
        }
    }
}
