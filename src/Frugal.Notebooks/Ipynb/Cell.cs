using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Ipynb;

/// <summary>A cell of a notebook, over the JSON object that it was read from: fields that are not named here are kept.</summary>
public sealed class Cell
{
    internal Cell(JsonObject json) => Json = json;

    /// <summary>The cell as the file holds it.</summary>
    public JsonObject Json { get; }

    /// <summary>Code, Markdown or raw text.</summary>
    public CellKind Kind => (string?)Json["cell_type"] switch
    {
        "code" => CellKind.Code,
        "markdown" => CellKind.Markdown,
        _ => CellKind.Raw,
    };

    /// <summary>The cell's name in its notebook, 1 to 64 of <c>A-Z a-z 0-9 - _</c>; null in a file older than nbformat 4.5.</summary>
    public string? Id
    {
        get => Json["id"] is JsonValue value && value.TryGetValue(out string? id) ? id : null;
        set => Json["id"] = value;
    }

    /// <summary>The text. The file holds one string or a list of lines; it is written as lines.</summary>
    public string Source
    {
        get => MultilineText.Read(Json["source"]);
        set => Json["source"] = MultilineText.Write(value);
    }

    /// <summary>What the cell showed when it last ran, as nbformat's output objects.</summary>
    public JsonArray Outputs
    {
        get
        {
            if (Json["outputs"] is not JsonArray outputs)
            {
                Json["outputs"] = outputs = [];
            }

            return outputs;
        }
    }

    /// <summary>The number that the cell ran under; null when it did not.</summary>
    public int? ExecutionCount
    {
        get => Json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set => Json["execution_count"] = value;
    }

    /// <summary>Whether the cell may end in an error: it bears Jupyter's tag <c>raises-exception</c>.</summary>
    public bool MayFail => Json["metadata"]?["tags"] is JsonArray tags && tags.Any(tag => tag is JsonValue value && value.TryGetValue(out string? name) && name == "raises-exception");

    /// <summary>Takes away what running the cell left: outputs and number.</summary>
    public void Clear()
    {
        Json["outputs"] = new JsonArray();
        ExecutionCount = null;
    }

    /// <summary>A cell of <paramref name="kind"/> that holds <paramref name="source"/>.</summary>
    public static Cell Create(CellKind kind, string source, string id)
    {
        var json = new JsonObject { ["cell_type"] = kind.ToString().ToLowerInvariant() };
        if (kind == CellKind.Code)
        {
            json["execution_count"] = null;
        }

        json["id"] = id;
        json["metadata"] = new JsonObject();
        if (kind == CellKind.Code)
        {
            json["outputs"] = new JsonArray();
        }

        return new Cell(json) { Source = source };
    }
}
