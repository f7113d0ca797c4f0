namespace Frugal.Site.Diagrams;

/// <summary>How a chatbot can hold the file of its language model: mapped, read, repacked, or not at all between questions.</summary>
internal sealed class MemoryModesDiagram : Diagram
{
    private const double Left = 8, BarHeight = 24, Pitch = 92, FirstY = 116;

    /// <summary>The language model of the figures: half a billion weights in blocks of 32, 16 bits of scale and 4 bits per weight.</summary>
    private const double WeightCount = 0.5e9, BitsPerWeight = (16 + 32 * 4) / 32.0;

    /// <summary>What it remembers of a conversation: a key and a value of 16 bits per layer, channel and token.</summary>
    private const double Layers = 24, KeyValueChannels = 128, Tokens = 4096;

    private const double Weights = WeightCount * BitsPerWeight / 8, Conversation = 2 * Layers * KeyValueChannels * Tokens * 2;
    private const double UnitsPerByte = 344 / (2 * Weights + Conversation);

    public override string Name => "memory-modes";

    public override double Height => 480;

    public override Wording Wording { get; } = new()
    {
        { "title", "Four ways for a chatbot to hold its model", "Quatre façons, pour un robot conversationnel, de garder son modèle" },
        {
            "description",
            "A model file of {0} MB and a conversation of {1} MB. Mapped: pages of the file come on first use and can be dropped; only the conversation is anonymous. Read: the weights are copied into the process, {2} MB of anonymous memory. Repacked: the engine keeps a copy in its kernels' order beside the mapped file, {2} MB anonymous again. Unloaded when idle: the process ends and everything is free, but the next question waits for the model.",
            "Un fichier de modèle de {0} Mo et une conversation de {1} Mo. Projeté : les pages du fichier viennent au premier usage et peuvent être abandonnées ; seule la conversation est anonyme. Lu : les poids sont copiés dans le processus, {2} Mo de mémoire anonyme. Réordonné : le moteur garde, à côté du fichier projeté, une copie dans l'ordre de ses noyaux, {2} Mo anonymes de nouveau. Déchargé au repos : le processus s'arrête et tout est libre, mais la question suivante attend le modèle."
        },
        { "file", "file-backed: can be dropped and read again", "adossée au fichier : abandonnée, puis relue" },
        { "anonymous", "anonymous: only swapping frees it", "anonyme : seul le swap la libère" },
        { "heading", "A chatbot's model in RAM", "Le modèle d'un robot en mémoire" },
        { "mapped", "Mapped", "Projeté" },
        { "mapped why", "pages come on first use", "les pages viennent au premier usage" },
        { "read", "Read", "Lu" },
        { "read why", "weights copied into the process", "poids copiés dans le processus" },
        { "repacked", "Mapped and repacked", "Projeté et réordonné" },
        { "repacked why", "copy in the kernels' order", "copie dans l'ordre des noyaux" },
        { "unloaded", "Unloaded when idle", "Déchargé au repos" },
        { "unloaded why", "the next question waits", "la question suivante attend" },
        { "weights", "weights {0}", "poids {0}" },
        { "copy", "copy {0}", "copie {0}" },
        { "talk", "{0}", "{0}" },
        { "total", "anonymous: {0} MB", "anonyme : {0} Mo" },
        { "conversation", "conversation, {0} tokens", "conversation, {0} jetons" },
    };

    public override string Description(Words words) => words.With("description", Megabytes(words, Weights), Megabytes(words, Conversation), Megabytes(words, Weights + Conversation));

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words["heading"], TextStyle.Heading);
        Legend(drawing, 36, Ink.MainPale, words["file"]);
        Legend(drawing, 56, Ink.Accent, words["anonymous"]);
        Mode(drawing, words, 0, "mapped", (Weights, false), (Conversation, true));
        Mode(drawing, words, 1, "read", (Weights, true), (Conversation, true));
        Mode(drawing, words, 2, "repacked", (Weights, false), (Weights, true), (Conversation, true));
        Mode(drawing, words, 3, "unloaded");
    }

    private static string Megabytes(Words words, double bytes) => words.Number(bytes / 1e6, "0");

    private static void Legend(Drawing drawing, double y, string ink, string text)
    {
        drawing.Rectangle(new Box(Left, y, 14, 12), ink, 2);
        drawing.Text(new Point(Left + 22, y + 10.5), text, TextStyle.Plain);
    }

    private static void Mode(Drawing drawing, Words words, int index, string key, params (double Bytes, bool Anonymous)[] parts)
    {
        var y = FirstY + index * Pitch;
        drawing.Text(new Point(Left, y - 12), words[key], TextStyle.Strong);
        drawing.Text(new Point(352, y - 12), words[key + " why"], TextStyle.Soft.Ending);
        drawing.Rectangle(new Box(Left, y, 344, BarHeight), Ink.Gone, 3);
        var x = Left;
        foreach (var (bytes, anonymous) in parts)
        {
            var box = new Box(x, y, bytes * UnitsPerByte, BarHeight);
            drawing.Rectangle(box, anonymous ? Ink.Accent : Ink.MainPale, 3);
            x = box.Right;
        }

        drawing.Text(new Point(Left, y + BarHeight + 18), words.With("total", Megabytes(words, parts.Where(part => part.Anonymous).Sum(part => part.Bytes))), TextStyle.Accent);
    }
}
