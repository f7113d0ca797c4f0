using System.Globalization;
using System.Text;

namespace Frugal.Pruning;

/// <summary>The sparsity that masks give a network, and its effect on cost.</summary>
/// <param name="Layers">The weights of each layer.</param>
/// <param name="Macs">Multiply-accumulates for one picture: the same with and without the masks.</param>
public sealed record SparsityReport(IReadOnlyList<SparsityReport.Row> Layers, long Macs)
{
    /// <summary>The share of zeros among all weights of convolutions and linear layers, 0 to 1.</summary>
    public double Sparsity => (double)Layers.Sum(layer => layer.Zeros) / Layers.Sum(layer => layer.Weights);

    /// <summary>The report as lines of text; the last line says what masks alone do not save.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var layer in Layers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{layer.Name}: {layer.Zeros:N0} of {layer.Weights:N0} weights are 0 ({layer.Sparsity * 100:0.0}%)");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"in all {Sparsity * 100:0.0}% zeros; MACs {Macs:N0} -> {Macs:N0}");
        text.Append("Masks alone do not make a dense engine faster, nor its file smaller: a zero is stored and multiplied like any number. Remove channels for speed; store sparsely for bytes.");
        return text.ToString();
    }

    /// <summary>One layer.</summary>
    /// <param name="Name">The parameter's name.</param>
    /// <param name="Weights">Number of weights.</param>
    /// <param name="Zeros">Number of zeros.</param>
    public sealed record Row(string Name, long Weights, long Zeros)
    {
        /// <summary>The share of zeros, 0 to 1.</summary>
        public double Sparsity => (double)Zeros / Weights;
    }
}
