using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Ipynb;

/// <summary>A notebook of nbformat 4: cells and metadata, backed by the JSON of the file, so that unknown fields are kept.</summary>
/// <remarks>The format: nbformat.readthedocs.io, "The Notebook file format".</remarks>
public sealed class Notebook
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<Cell> cells;

    private Notebook(JsonObject json, List<Cell> cells, string name)
    {
        Json = json;
        this.cells = cells;
        Name = name;
    }

    /// <summary>The notebook's JSON in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<Cell> Cells => cells;

    /// <summary>The notebook's metadata: kernel, language, and fields of front ends.</summary>
    public JsonObject Metadata
    {
        get
        {
            if (Json["metadata"] is not JsonObject metadata)
            {
                Json["metadata"] = metadata = [];
            }

            return metadata;
        }
    }

    /// <summary>The minor version of the format: cells have ids from 4.5 on.</summary>
    public int Minor
    {
        get => Json["nbformat_minor"] is JsonValue value && value.TryGetValue(out int minor) ? minor : 0;
        set => Json["nbformat_minor"] = value;
    }

    /// <summary>Creates a notebook of nbformat 4.5 with the course's metadata.</summary>
    public static Notebook Create(params IEnumerable<Cell> cells)
    {
        var notebook = new Notebook(new JsonObject { ["cells"] = new JsonArray(), ["metadata"] = PortableMetadata.Create(), ["nbformat"] = 4, ["nbformat_minor"] = 5 }, [], "notebook");
        foreach (var cell in cells)
        {
            notebook.Add(cell);
        }

        return notebook;
    }

    /// <summary>Appends <paramref name="cell"/>.</summary>
    public void Add(Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ((JsonArray)Json["cells"]!).Add(cell.Json);
        cells.Add(cell);
    }

    /// <summary>Reads a notebook from a file.</summary>
    /// <exception cref="FrugalException">The file does not exist, or is not JSON or not a notebook of nbformat 4.</exception>
    public static Notebook Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FrugalException($"{path}: no such file. Name an .ipynb file or a folder that holds some.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}). Check the file and its rights.", failure);
        }
    }

    /// <summary>Reads a notebook from its text; <paramref name="name"/> is its name in messages.</summary>
    /// <exception cref="FrugalException">The text is not JSON or not a notebook of nbformat 4.</exception>
    public static Notebook Parse(string text, string name)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(text);
        }
        catch (JsonException failure)
        {
            throw NotebookFault.Malformed(name, failure);
        }

        if (json is not JsonObject notebook)
        {
            throw NotebookFault.NotANotebook(name, "the file holds no JSON object");
        }

        RequireFormat4(notebook, name);
        if (notebook["cells"] is not JsonArray array)
        {
            throw NotebookFault.NotANotebook(name, "it has no list 'cells'");
        }

        List<Cell> cells = [];
        foreach (var cell in array)
        {
            cells.Add(cell is JsonObject item && IsCell(item)
                ? new Cell(item)
                : throw NotebookFault.NotANotebook(name, $"cell {cells.Count + 1} is not an object with a cell_type (code, markdown, raw) and a source"));
        }

        return new Notebook(notebook, cells, name);
    }

    /// <summary>The text of the file: indented by one space as Jupyter writes it, so that diffs are line by line.</summary>
    public override string ToString() => Json.ToJsonString(Layout) + "\n";

    /// <summary>Writes the file atomically.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllBytes(path, Encoding.UTF8.GetBytes(ToString()));

    private static bool IsCell(JsonObject cell) =>
        cell["cell_type"] is JsonValue type && type.TryGetValue(out string? name) && name is "code" or "markdown" or "raw"
        && cell["source"] is JsonValue or JsonArray;

    private static void RequireFormat4(JsonObject notebook, string name)
    {
        if (notebook["nbformat"] is not JsonValue value || !value.TryGetValue(out int major))
        {
            throw NotebookFault.NotANotebook(name, "it has no number 'nbformat'");
        }

        if (major != 4)
        {
            throw NotebookFault.WrongFormat(name, major);
        }
    }
}
