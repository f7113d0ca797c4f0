"""Writes plotly.golden.json: of plotly.js' documented schema, the traces and layout attributes that the course's charts use.

    npm pack plotly.js@2.28.0 && tar xzf plotly.js-2.28.0.tgz package/dist/plot-schema.json
    python3 plotly.golden.py package/dist/plot-schema.json > plotly.golden.json
"""
import json
import sys

KEPT = ("valType", "values", "flags", "extras", "arrayOk", "min", "max")
TRACES = {
    "scatter": ("x", "y", "mode", "name", "showlegend", "opacity", "text", "textposition", "marker.color", "marker.symbol", "line.color", "line.width", "line.dash"),
    "bar": ("x", "y", "orientation", "name", "showlegend", "opacity", "text", "textposition", "base", "width", "marker.color"),
    "histogram": ("x", "y", "orientation", "name", "showlegend", "opacity", "histnorm", "nbinsx", "nbinsy", "marker.color"),
    "box": ("x", "y", "name", "showlegend", "fillcolor", "opacity", "boxpoints", "orientation", "notched", "marker.color"),
    "heatmap": ("z", "x", "y", "name", "showlegend", "opacity", "xgap", "ygap", "colorscale", "showscale", "reversescale"),
}
LAYOUT = ("title.text", "width", "height", "showlegend", *(f"{axis}.{name}" for axis in ("xaxis", "yaxis")
          for name in ("title.text", "type", "range", "autorange", "showline", "showgrid", "zeroline")))


def pick(attributes, names):
    picked = {}
    for name in names:
        at = attributes
        for part in name.split("."):
            at = at[part]
        picked[name] = {key: at[key] for key in KEPT if key in at}
    return picked


def main():
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    traces = {kind: pick(schema["traces"][kind]["attributes"], names) for kind, names in TRACES.items()}
    print(json.dumps({"traces": traces, "layout": pick(schema["layout"]["layoutAttributes"], LAYOUT)}, indent=1, sort_keys=True))


main()
