using System.Globalization;
using System.Text.Json;
using Frugal.Gguf;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>What a GGUF file holds: the model, its bytes, bits per weight of each type, and its tensors on demand.</summary>
internal sealed class GgufTable(GgufFile file, bool tensors)
{
    internal static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private readonly string? architecture = file.Metadata.Text(GgufKeys.Architecture);

    public string Json() => JsonSerializer.Serialize(new
    {
        File = file.Path,
        file.Version,
        Architecture = architecture,
        Name = file.Metadata.Text(GgufKeys.Name),
        RandomWeights = HasRandomWeights ? true : (bool?)null,
        Parameters = file.Weights,
        file.Bytes,
        file.BitsPerWeight,
        ContextLength,
        Tokenizer = file.Metadata.Text(GgufKeys.TokenizerModel),
        Tokens,
        Types = file.Types.Select(use => new { Type = use.Type.Name, use.Tensors, use.Weights, use.Bytes, use.BitsPerWeight }),
        Tensors = tensors ? file.Tensors.Select(tensor => new { tensor.Name, tensor.Shape, Type = tensor.Type.Name, tensor.Weights, tensor.Bytes, tensor.Offset }) : null,
    }, Options);

    public IRenderable Content()
    {
        var facts = new Grid().AddColumn().AddColumn();
        Add("model", file.Metadata.Text(GgufKeys.Name) ?? "unnamed");
        if (HasRandomWeights)
        {
            Add("", "random weights, for measuring memory and speed: its answers mean nothing");
        }

        Add("architecture", architecture ?? "not named");
        Add("parameters", Number(file.Weights));
        Add("bytes", Number(file.Bytes));
        Add("bits per weight", Bits(file.BitsPerWeight));
        Add("context length", ContextLength is { } context ? $"{Number(context)} tokens" : "not named");
        Add("tokenizer", $"{file.Metadata.Text(GgufKeys.TokenizerModel) ?? "none"}{(Tokens is { } count ? $", {Number(count)} tokens" : "")}");

        var types = new Table().Border(TableBorder.Simple).AddColumns(new("type"), Right("tensors"), Right("weights"), Right("bytes"), Right("bits per weight"));
        foreach (var use in file.Types)
        {
            Row(types, use.Type.Name, Number(use.Tensors), Number(use.Weights), Number(use.Bytes), Bits(use.BitsPerWeight));
        }

        return new Rows(new IRenderable?[] { facts, file.Types.Count > 0 ? types : null, tensors ? TensorTable() : null }.OfType<IRenderable>());

        void Add(string name, string value) => facts.AddRow(new Text(name), new Text(value));
    }

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Bits(double? bits) => bits?.ToString("F2", CultureInfo.InvariantCulture) ?? "none";

    internal static TableColumn Right(string name) => new TableColumn(name).RightAligned();

    internal static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);

    private long? ContextLength => architecture is null ? null : file.Metadata.Integer($"{architecture}.context_length");

    private bool HasRandomWeights => file.Metadata.TryGetValue(RandomLlama.Mark, out var mark) && mark.Content is true;

    private int? Tokens => file.Metadata.TryGetValue(GgufKeys.Tokens, out var tokens) ? tokens.Count : null;

    private Table TensorTable()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(new("tensor"), new("shape"), new("type"), Right("bytes"));
        foreach (var tensor in file.Tensors)
        {
            Row(table, tensor.Name, string.Join(" x ", tensor.Shape), tensor.Type.Name, Number(tensor.Bytes));
        }

        return table;
    }
}
