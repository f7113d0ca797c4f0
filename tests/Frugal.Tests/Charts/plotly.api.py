"""Writes plotly.api.txt: the public package's methods with their parameters, and the cases of its fixed settings.

    git clone --branch 5.1.0 https://github.com/plotly/Plotly.NET
    python3 plotly.api.py Plotly.NET/src > plotly.api.txt
"""
import pathlib
import re
import sys

METHODS = ("Combine", "Scatter", "Point", "Line", "Bar", "Column", "Histogram", "BoxPlot", "Heatmap", "WithTraceInfo", "WithSize", "WithXAxisStyle", "WithYAxisStyle")
SETTINGS = ("AxisType", "Mode", "TextPosition", "DrawingStyle", "MarkerSymbol", "Orientation", "HistNorm", "BoxPoints", "Colorscale")


def methods(source):
    for name, generic, body in re.findall(r"public static GenericChart (\w+)(<[^(]*>)?\(([^{=]*?(?:= default[^{=]*?)*)\)\s*(?:where|=>)", source):
        if name in METHODS:
            parameters = re.findall(r"(?:this )?([\w.]+(?:<.*>|\[\])?) (\w+)(?: = default)?\s*(?:,|$)", body.strip())
            arity = len(generic.split(",")) if generic else 0
            yield f"{name}`{arity}: " + "; ".join(f"{kind.replace(' ', '')} {word}" for kind, word in parameters)


def settings(source):
    for name in SETTINGS:
        body = re.search(rf"    type {name} =\n((?:        (?:\|[^\n]*)\n|\s*\n)+)", source).group(1)
        yield f"StyleParam.{name}: " + " ".join(re.findall(r"\| (\w+)", body))


def main():
    root = pathlib.Path(sys.argv[1])
    read = lambda *parts: root.joinpath(*parts).read_text(encoding="utf-8-sig")
    lines = [line for parts in (("ChartAPI", "Chart.cs"), ("ChartAPI", "Chart2D.cs"), ("GenericChartExtensions.cs",)) for line in methods(read("Plotly.NET.CSharp", *parts))]
    print("\n".join(lines + list(settings(read("Plotly.NET", "CommonAbstractions", "StyleParams.fs")))))


main()
