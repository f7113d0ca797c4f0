#!/usr/bin/env -S dotnet run
#:project ../src/Frugal.Training
#:project ../src/Frugal.Llama
#:property PublishAot=false

// From texts to a quantised language model: byte pairs, a training of a minute or two, a GGUF file in F16, Q4_K_M, and what the missing bits cost.
// The files stay in artifacts/small-language-model for `frugal gguf`; an argument names another folder.
//     dotnet run examples/small-language-model.cs

using Frugal.Architectures;
using Frugal.Data.Dialogues;
using Frugal.Gguf;
using Frugal.Llama;
using Frugal.Texts;
using static TorchSharp.torch;

const int Steps = 200, Batch = 4, Length = 96;

var folder = args is [var given] ? given : Path.Combine("artifacts", "small-language-model");
Directory.CreateDirectory(folder);
var (f16, q4) = (Path.Combine(folder, "f16.gguf"), Path.Combine(folder, "q4.gguf"));

// 1. A vocabulary of byte pairs, learned from the texts.
var dialogues = new DialogueDataset(new() { Seed = 1, Count = 4000 });
string[] texts = [.. Enumerable.Range(0, dialogues.Count).Select(Text(dialogues))];
var vocabulary = BytePairTrainer.Train(texts, new BytePairOptions { Vocabulary = 2048, SpecialTokens = ["<|end|>"] });
var tokenizer = new BytePairTokenizer(vocabulary);

var tokens = tokenizer.Encode("How much does a dress cost?");
Console.WriteLine(string.Join(" | ", tokens.Select(token => vocabulary.Tokens[token])));
Console.WriteLine(tokenizer.Decode(tokens));

// 2. A small model of the Llama architecture: its rows are 256 and 768 weights long, multiples of 256.
random.manual_seed(1);
var shape = new LlamaOptions { Vocabulary = vocabulary.Tokens.Count, Context = 256, Width = 256, Blocks = 4, FeedForward = 768 };
using var model = new LlamaModel(shape);
Train(model, [.. texts.SelectMany(text => tokenizer.EncodeWithSpecials(text + "<|end|>"))]);
LlamaExporter.Export(model, vocabulary, f16, new LlamaExportOptions { Name = "small" });

// 3. Four bits, and what they cost on dialogues of another seed.
LlamaQuantizer.Quantize(f16, q4, LlamaFileType.Named("Q4_K_M"));
var fresh = new DialogueDataset(new() { Seed = 2, Count = 100 });
var text = string.Join("\n\n", Enumerable.Range(0, fresh.Count).Select(Text(fresh)));
var report = LlamaComparison.Run(f16, q4, new LlamaComparisonOptions { Text = text });
Console.WriteLine($"{report.Reference.BitsPerWeight:0.00} -> {report.Other.BitsPerWeight:0.00} bits per weight");
Console.WriteLine($"perplexity {report.Reference.Perplexity:0.00} -> {report.Other.Perplexity:0.00}, KL divergence {report.Divergence:0.0000} nats, same token {report.SameTop:P1}");

// 4. Where the bytes are, and the numbers that a row of the file stands for.
using var file = GgufFile.Open(q4);
foreach (var use in file.Types)
{
    Console.WriteLine($"{use.Type}: {use.Tensors} tensors, {use.Weights:N0} weights, {use.BitsPerWeight:0.00} bits per weight");
}

var query = file.Tensor("blk.0.attn_q.weight");
var row = new float[query.RowLength];
file.ReadRows(query, firstRow: 0, row);
Console.WriteLine($"{query.Name}, {query.Type}: {string.Join(" ", row.Take(4).Select(weight => weight.ToString("0.0000")))} ...");

File.WriteAllText(Path.Combine(folder, "text.txt"), text);

static Func<int, string> Text(DialogueDataset data) => index => string.Join('\n', data[index].Turns.Select(turn => turn.Text));

// Next-token prediction on random parts of the tokens.
static void Train(LlamaModel model, int[] tokens)
{
    var random = new Random(1);
    using var optimizer = optim.AdamW(model.parameters(), lr: 1e-3);
    for (var step = 1; step <= Steps; step++)
    {
        using var scope = NewDisposeScope();
        var parts = tensor([.. Enumerable.Range(0, Batch).SelectMany(_ => tokens.Skip(random.Next(tokens.Length - Length)).Take(Length + 1)).Select(token => (long)token)], [Batch, Length + 1]);
        var logits = model.call(parts[.., ..Length]);                                                              // (texts, tokens, vocabulary)
        var loss = nn.functional.cross_entropy(logits.flatten(0, 1), parts[.., 1..].flatten());
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        if (step % 50 == 0)
        {
            Console.WriteLine($"step {step} of {Steps}: loss {loss.item<float>():0.00}");
        }
    }
}
