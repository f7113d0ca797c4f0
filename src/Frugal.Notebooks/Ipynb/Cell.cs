using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Ipynb;

/// <summary>A cell of a notebook, backed by its JSON object: unknown fields are kept.</summary>
public sealed class Cell
{
    internal Cell(JsonObject json) => Json = json;

    /// <summary>The cell's JSON in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>Code, Markdown or raw text.</summary>
    public CellKind Kind => (string?)Json["cell_type"] switch
    {
        "code" => CellKind.Code,
        "markdown" => CellKind.Markdown,
        _ => CellKind.Raw,
    };

    /// <summary>The cell's id in its notebook, 1 to 64 characters of <c>A-Z a-z 0-9 - _</c>; null in a file older than nbformat 4.5.</summary>
    public string? Id
    {
        get => Json["id"] is JsonValue value && value.TryGetValue(out string? id) ? id : null;
        set => Json["id"] = value;
    }

    /// <summary>The source. The file contains one string or a list of lines; it is written as lines.</summary>
    public string Source
    {
        get => MultilineText.Read(Json["source"]);
        set => Json["source"] = MultilineText.Write(value);
    }

    /// <summary>The outputs of the cell's last run, as nbformat's output objects.</summary>
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

    /// <summary>The execution count; null if the cell has not run.</summary>
    public int? ExecutionCount
    {
        get => Json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set => Json["execution_count"] = value;
    }

    /// <summary>Whether the cell may end in an error: it has Jupyter's tag <c>raises-exception</c>.</summary>
    public bool MayFail => Json["metadata"]?["tags"] is JsonArray tags && tags.Any(tag => tag is JsonValue value && value.TryGetValue(out string? name) && name == "raises-exception");

    /// <summary>Removes the outputs and the execution count.</summary>
    public void Clear()
    {
        Json["outputs"] = new JsonArray();
        ExecutionCount = null;
    }

    /// <summary>Creates a cell of <paramref name="kind"/> with the source <paramref name="source"/>.</summary>
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
