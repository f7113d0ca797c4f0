namespace Frugal.Llama;

/// <summary>Two files of one model on the same text, in the same run.</summary>
/// <param name="Reference">The file that the other is compared with.</param>
/// <param name="Other">The other file.</param>
/// <param name="Tokens">The number of tokens that were scored.</param>
/// <param name="Divergence">Mean Kullback-Leibler divergence of the other from the reference, in nats per token.</param>
/// <param name="SameTop">The share of tokens at which both find the same token most probable, 0 to 1.</param>
public sealed record LlamaComparisonReport(LlamaFileFigures Reference, LlamaFileFigures Other, long Tokens, double Divergence, double SameTop);

/// <summary>One file's figures.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="BitsPerWeight">Real bits per weight: all bytes of the file by the number of weights.</param>
/// <param name="Perplexity">Perplexity on the text.</param>
/// <param name="ReadSpeed">Tokens per second while a window is read in one batch: the speed of a prompt.</param>
/// <param name="WriteSpeed">Tokens per second one after the other: the speed of an answer.</param>
public sealed record LlamaFileFigures(string Path, long Bytes, double BitsPerWeight, double Perplexity, double ReadSpeed, double WriteSpeed);
