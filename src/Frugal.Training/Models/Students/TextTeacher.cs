using System.Security.Cryptography;
using System.Text;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Onnx;
using Frugal.Onnx.Wire;
using Frugal.Quantization;
using Frugal.Texts;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Models;

/// <summary>
/// A teacher for text in ONNX Runtime: its logits and the vectors that its classifier reads, computed once and kept in the cache. It runs in int8, which is three times faster
/// on a processor with VNNI and agrees with float32 in 98% of its answers (docs, benchmarks: a transformer for tweets).
/// </summary>
internal sealed class TextTeacher
{
    private const int BatchTokens = 1024;

    private readonly OnnxModel model;
    private readonly WordPieces words;
    private readonly string digest;
    private readonly string cache;

    /// <summary>Opens a teacher.</summary>
    /// <param name="file">A text classifier that Frugal exported.</param>
    /// <param name="words">Its word pieces.</param>
    /// <param name="cache">The folder of the answers.</param>
    public TextTeacher(string file, WordPieces words, string cache)
    {
        (model, this.words, this.cache) = (OnnxModel.Load(file), words, cache);
        digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
    }

    /// <summary>The answers for texts, from the cache if they were computed before.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="length">The maximum number of tokens of a text.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellation">Stops between batches; nothing is kept then.</param>
    public TextAnswers Ask(IReadOnlyList<string> texts, int length, int threads, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{digest} int8 {length}\n{string.Join('\n', texts)}")))[..32];
        var file = Path.Combine(cache, key + ".npy");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(cache);
            var (logits, features) = Compute(texts, length, threads, cancellation);
            var (classes, width) = (logits.Length / texts.Count, features.Length / texts.Count);
            var rows = new float[logits.Length + features.Length];
            for (var i = 0; i < texts.Count; i++)
            {
                logits.AsSpan(i * classes, classes).CopyTo(rows.AsSpan(i * (classes + width)));
                features.AsSpan(i * width, width).CopyTo(rows.AsSpan((i * (classes + width)) + classes));
            }

            new StoredLogits(1, texts.Count, classes + width, rows).Save(file);
        }

        return Split(StoredLogits.Load(file));
    }

    private TextAnswers Split(StoredLogits stored)
    {
        var classes = model.Metadata.Classes.Count;
        var width = stored.Classes - classes;
        var (logits, features) = (new float[stored.Photos * classes], new float[stored.Photos * width]);
        for (var i = 0; i < stored.Photos; i++)
        {
            stored[0, i][..classes].CopyTo(logits.AsSpan(i * classes));
            stored[0, i][classes..].CopyTo(features.AsSpan(i * width));
        }

        return new TextAnswers(stored.Photos, logits, features);
    }

    private (float[] Logits, float[] Features) Compute(IReadOnlyList<string> texts, int length, int threads, CancellationToken cancellation)
    {
        var classifier = model.Nodes.Single(node => node.Outputs.Contains(model.Outputs[0].Name));
        var tapped = DynamicQuantizer.Quantize(model).Model;
        tapped.Proto.Graph.Output.Add(new ValueInfoProto { Name = classifier.Inputs[0], Type = tapped.Proto.Graph.Output[0].Type });
        using var session = OrtSessions.Create(tapped.ToBytes(), model.Source, threads);
        var tokens = texts.Select(text => words.Encode(text, length)).ToList();
        float[] logits = [], features = [];
        foreach (var batch in LengthBuckets.Of([.. tokens.Select(text => text.Length)], BatchTokens))
        {
            cancellation.ThrowIfCancellationRequested();
            var (rows, longest) = WordPieces.Pad([.. batch.Select(place => tokens[place])]);
            using var input = OrtValue.CreateTensorValueFromMemory(rows, [batch.Count, longest]);
            using var options = new RunOptions();
            using var outputs = session.Run(options, session.InputNames, [input], session.OutputNames);
            Store(outputs[0].GetTensorDataAsSpan<float>(), batch, texts.Count, ref logits);
            Store(outputs[1].GetTensorDataAsSpan<float>(), batch, texts.Count, ref features);
        }

        return (logits, features);
    }

    private static void Store(ReadOnlySpan<float> rows, ArraySegment<int> batch, int count, ref float[] all)
    {
        var width = rows.Length / batch.Count;
        all = all.Length == 0 ? new float[count * width] : all;
        for (var i = 0; i < batch.Count; i++)
        {
            rows.Slice(i * width, width).CopyTo(all.AsSpan(batch[i] * width));
        }
    }
}
