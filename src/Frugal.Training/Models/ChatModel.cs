using Frugal.Architectures;
using Frugal.Data.Dialogues;
using Frugal.Gguf;
using Frugal.Texts;
using Frugal.Training;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>A trained chat model with its tokenizer. Dispose it to free the network.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Network">The network, in evaluation mode.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="History">The epochs of its training.</param>
public sealed record ChatModel(string Name, LlamaModel Network, BytePairTokenizer Tokenizer, IReadOnlyList<LanguageEpoch> History) : IDisposable
{
    private const int Together = 50;   // chats that are answered in one batch

    /// <summary>Writes the model as one GGUF file with F16 weights, which llama.cpp runs and quantises.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void SaveGguf(string path) => LlamaExporter.Export(Network, Tokenizer.Vocabulary, path, new LlamaExportOptions
    {
        Name = Name, End = ChatFormat.End, EndOfTurn = ChatFormat.End, ChatTemplate = ChatFormat.Template,
    });

    /// <summary>Answers questions, each in a chat of its own: always the most probable token, until the end of the turn.</summary>
    /// <param name="questions">The questions.</param>
    /// <param name="most">The longest answer in tokens; 64 by default.</param>
    /// <param name="cancellation">Stops between two tokens.</param>
    public IReadOnlyList<string> Answer(IReadOnlyList<string> questions, int most = 64, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return Answer([.. questions.Select(question => (IReadOnlyList<ChatTurn>)[new(ChatRole.User, default, question)])], most, cancellation);
    }

    /// <summary>Answers chats: always the most probable token, until the end of the turn.</summary>
    /// <param name="chats">The turns so far of each chat, the user's last.</param>
    /// <param name="most">The longest answer in tokens; 64 by default.</param>
    /// <param name="cancellation">Stops between two tokens.</param>
    public IReadOnlyList<string> Answer(IReadOnlyList<IReadOnlyList<ChatTurn>> chats, int most = 64, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chats);
        return [.. chats.Chunk(Together).SelectMany(batch => AnswerTogether(batch, most, cancellation))];
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();

    private IEnumerable<string> AnswerTogether(IReadOnlyList<ChatTurn>[] chats, int most, CancellationToken cancellation)
    {
        using var noGrad = no_grad();
        var end = Tokenizer.Vocabulary.SpecialNumber(ChatFormat.End);
        var prompts = chats.Select(chat => ChatFormat.Prompt(Tokenizer, chat)).ToArray();
        var texts = prompts.Select(prompt => prompt.ToList()).ToArray();
        var open = Enumerable.Range(0, texts.Length).ToList();
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (place, token) in open.Zip(Next([.. open.Select(place => texts[place])])).ToList())
            {
                if (token == end || texts[place].Count - prompts[place].Length == most || texts[place].Count == Network.Options.Context)
                {
                    open.Remove(place);
                }
                else
                {
                    texts[place].Add(token);
                }
            }
        }

        return texts.Select((text, i) => Tokenizer.Decode(text.Skip(prompts[i].Length)));
    }

    /// <summary>The most probable next token of each text. Texts are filled up at their ends, which no token before sees.</summary>
    private int[] Next(IReadOnlyList<List<int>> texts)
    {
        using var scope = NewDisposeScope();
        var length = texts.Max(text => text.Count);
        var tokens = tensor(texts.SelectMany(text => text.Select(token => (long)token).Concat(Enumerable.Repeat(0L, length - text.Count))).ToArray(), [texts.Count, length]);
        var last = tensor(texts.Select(text => text.Count - 1L).ToArray());
        return [.. Network.call(tokens).index([arange(texts.Count), last]).argmax(1).data<long>().Select(token => (int)token)];   // (B, T, V) to (B, V) to (B)
    }
}
