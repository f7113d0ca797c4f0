using System.Security.Cryptography;
using Frugal.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Frugal.Texts;

/// <summary>
/// A text classifier in ONNX Runtime with its tokenizer: one file, whose metadata hold the vocabulary and the classes. Its input is int64 (N, L), word pieces padded
/// with 0, its output float32 logits (N, classes). Safe for concurrent use: each call of <see cref="Run"/> computes on the thread that calls it.
/// </summary>
public sealed class TextModel : IDisposable
{
    private readonly InferenceSession session;
    private readonly WordPieces words;
    private readonly int threads;
    private readonly int vocabulary;
    private readonly string[] inputs;
    private readonly string[] outputs;

    private TextModel(InferenceSession session, WordPieces words, Onnx.ModelMetadata metadata, int threads, string version)
    {
        (this.session, this.words, this.threads, Version) = (session, words, threads, version);
        (Name, Classes, Tasks, vocabulary, MaximumTokens) = (metadata.Name, metadata.Classes, TextModelTask.Of(metadata.Classes), metadata.Vocabulary.Count, metadata.MaximumTokens!.Value);
        (inputs, outputs) = ([.. session.InputNames], [.. session.OutputNames]);
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>Class names in the order of the logits; with several tasks, <c>task/class</c>.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The tasks: a single one, unless the classes' names have a task before a slash.</summary>
    public IReadOnlyList<TextModelTask> Tasks { get; }

    /// <summary>The maximum number of tokens in a text; a longer text loses its end.</summary>
    public int MaximumTokens { get; }

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the file: another file has another version.</summary>
    public string Version { get; }

    /// <summary>Opens a text classifier.</summary>
    /// <param name="file">The ONNX file.</param>
    /// <param name="threads">Number of batches that <see cref="Classify"/> computes at the same time, 1 to 256.</param>
    /// <exception cref="FrugalException">The file is missing, broken, or has no vocabulary; or the number of threads is out of range.</exception>
    public static TextModel Open(string file, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (threads is < 1 or > 256)
        {
            throw TextModelErrors.Threads(threads);
        }

        var model = OnnxModel.Load(file);
        var metadata = model.Metadata;
        if (metadata.Vocabulary.Count == 0)
        {
            throw TextModelErrors.NoVocabulary(file);
        }

        if (metadata.MaximumTokens is not >= 2)
        {
            throw TextModelErrors.NoLength(file);
        }

        var words = WordPieces.Of(metadata.Vocabulary, file);
        var version = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..12];
        var text = new TextModel(OrtSessions.Create(model.ToBytes(), file, threads: 1), words, metadata, threads, version);
        try
        {
            text.Check(file);
            return text;
        }
        catch (OnnxRuntimeException refusal)
        {
            text.Dispose();
            throw OnnxErrors.Refused(file, refusal);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>The tokens of a text, at most <see cref="MaximumTokens"/>.</summary>
    public int[] Encode(string text) => words.Numbers(text, MaximumTokens);

    /// <summary>The logits of a batch.</summary>
    /// <param name="tokens">The tokens of all texts, row by row, padded with 0: count × length.</param>
    /// <param name="count">The number of texts N, at least 1.</param>
    /// <param name="length">The number of tokens of each row L, 1 to <see cref="MaximumTokens"/>.</param>
    /// <returns>The logits (N, classes), row by row.</returns>
    /// <exception cref="FrugalException">A count or a token is out of range.</exception>
    public float[] Run(ReadOnlySpan<int> tokens, int count, int length)
    {
        if (count < 1 || length < 1 || length > MaximumTokens || tokens.Length != (long)count * length)
        {
            throw TextModelErrors.Shape(tokens.Length, count, length, MaximumTokens);
        }

        var numbers = new long[tokens.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (uint)tokens[i] < (uint)vocabulary ? tokens[i] : throw TextModelErrors.Token(tokens[i], vocabulary);
        }

        using var input = OrtValue.CreateTensorValueFromMemory(numbers, [count, length]);
        using var options = new RunOptions();
        using var logits = session.Run(options, inputs, [input], outputs);
        return logits[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The answers for texts, in their order, computed in batches of texts of similar length. Reads and holds a window of texts at a time.</summary>
    /// <param name="texts">The texts, any number.</param>
    /// <param name="options">The sizes of batches and windows.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public IEnumerable<TextPrediction> Classify(IEnumerable<string> texts, TextBatchOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var sizes = (options ?? new()).Validated();
        return texts.Chunk(sizes.Window).SelectMany(window => Answers(window, sizes.Tokens, cancellation));
    }

    /// <summary>Frees ONNX Runtime's session.</summary>
    public void Dispose() => session.Dispose();

    private TextPrediction[] Answers(string[] texts, int tokens, CancellationToken cancellation)
    {
        var encoded = new int[texts.Length][];
        Run(texts.Length, i => encoded[i] = Encode(texts[i]));
        var batches = LengthBuckets.Of([.. encoded.Select(text => text.Length)], tokens);
        var answers = new TextPrediction[texts.Length];
        Run(batches.Count, i => Fill(batches[i], encoded, answers));
        return answers;

        void Run(int count, Action<int> work)
        {
            if (threads == 1)
            {
                for (var i = 0; i < count; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(i);
                }
            }
            else
            {
                Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, work);
            }
        }
    }

    private void Fill(ArraySegment<int> batch, int[][] texts, TextPrediction[] answers)
    {
        var length = texts[batch[0]].Length;   // the longest
        var rows = new int[batch.Count * length];
        for (var i = 0; i < batch.Count; i++)
        {
            texts[batch[i]].CopyTo(rows, i * length);
        }

        var logits = Run(rows, batch.Count, length);
        for (var i = 0; i < batch.Count; i++)
        {
            answers[batch[i]] = new TextPrediction(logits.AsMemory(i * Classes.Count, Classes.Count), Tasks);
        }
    }

    /// <summary>One text must give one logit per class.</summary>
    private void Check(string file)
    {
        if (inputs is not [var input] || outputs.Length != 1 || session.InputMetadata[input] is not { Dimensions.Length: 2 } tokens || tokens.ElementType != typeof(long))
        {
            throw TextModelErrors.Form(file, string.Join(", ", inputs), string.Join(", ", outputs));
        }

        var text = Encode("");
        if (Run(text, 1, text.Length).Length is var logits && logits != Classes.Count)
        {
            throw TextModelErrors.Classes(file, logits, Classes.Count);
        }
    }
}
