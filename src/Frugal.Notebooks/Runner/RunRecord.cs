using System.Diagnostics;
using System.Text.Json.Nodes;
using Frugal.Notebooks.Hosting;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Runner;

/// <summary>Writes the messages of a host into the notebook.</summary>
internal sealed class RunRecord
{
    private readonly Notebook notebook;
    private readonly Action<string> progress;
    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonObject> displayed = [];
    private readonly NativeText native = new();
    private readonly int codeCells;
    private long cellStart = Stopwatch.GetTimestamp();
    private long characters;

    public RunRecord(Notebook notebook, Action<string> progress)
    {
        (this.notebook, this.progress) = (notebook, progress);
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            cell.Clear();
            codeCells++;
        }
    }

    /// <summary>The running cell's index; null before the first.</summary>
    public int? Cell { get; private set; }

    public int Ended { get; private set; }

    public bool Done { get; private set; }

    public RunFailure? Failure { get; private set; }

    public long Characters => Interlocked.Read(ref characters);

    public TimeSpan CellTime => Stopwatch.GetElapsedTime(Volatile.Read(ref cellStart));

    /// <summary>The text printed directly, not through the console, including the runtime's last messages.</summary>
    public string Native => native.ToString();

    public void Take(JsonObject told, long limit)
    {
        lock (gate)
        {
            switch ((string?)told["event"])
            {
                case HostProtocol.Start:
                    Cell = (int)told["cell"]!;
                    notebook.Cells[Cell.Value].ExecutionCount = (int)told["count"]!;
                    Volatile.Write(ref cellStart, Stopwatch.GetTimestamp());
                    progress($"cell {(int)told["count"]!} of {codeCells}");
                    break;
                case HostProtocol.Output:
                    var output = told["output"]!.DeepClone().AsObject();
                    if ((string?)told["id"] is { } id)
                    {
                        displayed[id] = output;
                    }

                    Add(output, limit);
                    break;
                case HostProtocol.Update:
                    if (displayed.TryGetValue((string)told["id"]!, out var shown))
                    {
                        shown["data"] = told["output"]!["data"]!.DeepClone();
                    }

                    break;
                case HostProtocol.End:
                    Ended++;
                    Note(told);
                    break;
                case HostProtocol.Done:
                    Done = true;
                    break;
            }
        }
    }

    public void TakeNative(string stream, string text, long limit)
    {
        native.Append(text);
        lock (gate)
        {
            if (Cell is not null)
            {
                Add(new JsonObject { ["name"] = stream, ["output_type"] = "stream", ["text"] = text }, limit);
            }
        }
    }

    private void Note(JsonObject told)
    {
        if ((string?)told["error"] is { } error && !notebook.Cells[Cell!.Value].MayFail)
        {
            Failure ??= new RunFailure(Cell + 1, (int?)told["line"], error.ReplaceLineEndings(" "));
        }
    }

    /// <summary>Appends an output; text continues the same stream, and text beyond the limit is dropped.</summary>
    private void Add(JsonObject output, long limit)
    {
        var outputs = notebook.Cells[Cell!.Value].Outputs;
        if ((string?)output["text"] is { } text)
        {
            if (Interlocked.Add(ref characters, text.Length) > limit)
            {
                return;
            }

            if (outputs.Count > 0 && outputs[^1] is JsonObject last && (string?)last["output_type"] == "stream" && (string?)last["name"] == (string?)output["name"])
            {
                ((JsonArray)last["text"]!).Add(text);
                return;
            }

            output["text"] = new JsonArray(text);
        }
        else
        {
            Interlocked.Add(ref characters, output.ToJsonString().Length / 100);   // images are long but few: they count one hundredth
        }

        outputs.Add(output);
    }
}
