using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Frugal.Charts.Formatting;

namespace Frugal.Site.Notebooks;

/// <summary>Rounds the numbers of charts: a histogram of weights has thousands, and no reader sees more than a few of their 17 digits.</summary>
internal static class ChartNumbers
{
    private const string Digits = "G5";

    /// <summary>The output with the data of its chart rounded to five significant digits; whole numbers stay.</summary>
    /// <param name="output">One of nbformat's output objects, which is not changed.</param>
    public static JsonObject Rounded(JsonObject output)
    {
        if (output["data"]?[Mime.Plotly] is not JsonObject)
        {
            return output;
        }

        var copy = (JsonObject)output.DeepClone();
        var figure = (JsonObject)copy["data"]![Mime.Plotly]!;
        figure["data"] = Round(figure["data"]);
        return copy;
    }

    private static JsonNode? Round(JsonNode? node) => node switch
    {
        JsonArray array => new JsonArray([.. array.Select(Round)]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Round(member.Value)))),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Round(value.GetValue<double>()) is { } shorter ? shorter : value.DeepClone(),
        _ => node?.DeepClone(),
    };

    private static JsonValue? Round(double number) =>
        double.IsInteger(number) ? null : JsonValue.Create(double.Parse(number.ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
