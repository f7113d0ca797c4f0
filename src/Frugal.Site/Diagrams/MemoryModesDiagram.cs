namespace Frugal.Site.Diagrams;

/// <summary>How a chatbot can hold the file of its language model: mapped, read, repacked, or not at all between questions.</summary>
internal sealed class MemoryModesDiagram : Diagram
{
    private const int PageCount = 14;
    private const double Left = 8, Right = 352, BarHeight = 24, Pitch = 84, FirstY = 182;

    /// <summary>The language model of the figures: half a billion weights in blocks of 32, 16 bits of scale and 4 bits per weight.</summary>
    private const double WeightCount = 0.5e9, BitsPerWeight = (16 + 32 * 4) / 32.0;

    /// <summary>What it remembers of a conversation: a key and a value of 16 bits per layer, channel and token.</summary>
    private const double Layers = 24, KeyValueChannels = 128, Tokens = 3000;

    private const double Weights = WeightCount * BitsPerWeight / 8, Conversation = 2 * Layers * KeyValueChannels * Tokens * 2;
    private const double UnitsPerByte = 344 / (2 * Weights + Conversation);

    public override string Name => "memory-modes";

    public override double Height => 484;

    public override Wording Wording { get; } = new()
    {
        { "title", "Four ways for a chatbot to hold its model", "Quatre façons, pour un chatbot, de garder son modèle" },
        {
            "description",
            "A model file of {0} MB and a conversation of {1} MB. Mapped: pages of the file come on first use and can be dropped; only the conversation is anonymous. Read: the weights are copied into the process, {2} MB of anonymous memory. Repacked: the engine keeps a copy in its kernels' order beside the mapped file, {2} MB anonymous again. Unloaded when idle: the process ends and everything is free, but the next question waits for the model.",
            "Un fichier de modèle de {0} Mo et une conversation de {1} Mo. Projeté : les pages du fichier viennent au premier usage et peuvent être abandonnées ; seule la conversation est anonyme. Lu : les poids sont copiés dans le processus, {2} Mo de mémoire anonyme. Réordonné : le moteur garde, à côté du fichier projeté, une copie dans l'ordre de ses noyaux, {2} Mo anonymes de nouveau. Déchargé au repos : le processus s'arrête et tout est libre, mais la question suivante attend le modèle."
        },
        { "heading", "A chatbot's model in RAM", "Le modèle d'un chatbot en mémoire" },
        { "disk", "The file on disk", "Le fichier sur disque" },
        { "disk size", "weights: {0} MB", "poids : {0} Mo" },
        { "file", "file-backed: can be dropped and read again", "adossée au fichier : abandonnée, puis relue" },
        { "anonymous", "anonymous: only swapping frees it", "anonyme : seul le swap la libère" },
        { "mapped", "Mapped", "Projeté" },
        { "mapped why", "pages come on first use", "les pages viennent au premier usage" },
        { "mapped cost", "anonymous: {0} MB, the conversation", "anonyme : {0} Mo, la conversation" },
        { "read", "Read", "Lu" },
        { "read why", "weights copied into the process", "poids copiés dans le processus" },
        { "read cost", "anonymous: {0} MB", "anonyme : {0} Mo" },
        { "repacked", "Mapped and repacked", "Projeté et réordonné" },
        { "repacked why", "a copy for the kernels", "une copie pour les noyaux" },
        { "repacked cost", "anonymous: {0} MB", "anonyme : {0} Mo" },
        { "unloaded", "Unloaded when idle", "Déchargé au repos" },
        { "unloaded why", "the next question waits", "la question suivante attend" },
        { "unloaded cost", "anonymous: {0} MB", "anonyme : {0} Mo" },
    };

    public override string Description(Words words) => words.With("description", Megabytes(words, Weights), Megabytes(words, Conversation), Megabytes(words, Weights + Conversation));

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words["heading"], TextStyle.Heading);
        Legend(drawing, 36, Ink.MainPale, words["file"]);
        Legend(drawing, 57, Ink.Accent, words["anonymous"]);
        drawing.Text(new Point(Left, 100), words["disk"], TextStyle.Strong);
        drawing.Text(new Point(Right, 100), words.With("disk size", Megabytes(words, Weights)), TextStyle.Soft.Ending);
        Pages(drawing, new Box(Left, 110, Weights * UnitsPerByte, BarHeight), _ => Ink.Quiet);
        Mode(drawing, words, 0, "mapped", page => page < PageCount - 3 ? Ink.MainPale : Ink.Gone, Conversation);
        Mode(drawing, words, 1, "read", null, Weights, Conversation);
        Mode(drawing, words, 2, "repacked", page => page % 4 == 0 ? Ink.MainPale : Ink.Gone, Weights, Conversation);
        Mode(drawing, words, 3, "unloaded", null);
    }

    private static string Megabytes(Words words, double bytes) => words.Number(bytes / 1e6, "0");

    private static void Legend(Drawing drawing, double y, string ink, string text)
    {
        drawing.Rectangle(new Box(Left, y, 14, 12), ink, 2);
        drawing.Text(new Point(Left + 22, y + 10.5), text, TextStyle.Plain);
    }

    /// <summary>The pages of the file, or of its part in memory.</summary>
    private static void Pages(Drawing drawing, Box box, Func<int, string> ink)
    {
        var width = box.Width / PageCount;
        for (var page = 0; page < PageCount; page++)
        {
            drawing.Rectangle(new Box(box.X + page * width, box.Y, width, box.Height).Inside(1), ink(page), 2);
        }
    }

    /// <summary>One way: the mapped pages, if any, then the anonymous parts.</summary>
    private static void Mode(Drawing drawing, Words words, int index, string key, Func<int, string>? pages, params double[] anonymous)
    {
        var y = FirstY + index * Pitch;
        drawing.Text(new Point(Left, y - 10), words[key], TextStyle.Strong);
        drawing.Text(new Point(Right, y - 10), words[key + " why"], TextStyle.Soft.Ending);
        drawing.Rectangle(new Box(Left, y, Right - Left, BarHeight), Ink.Ground, 3);
        var x = Left;
        if (pages is not null)
        {
            Pages(drawing, new Box(x, y, Weights * UnitsPerByte, BarHeight), pages);
            x += Weights * UnitsPerByte;
        }

        foreach (var bytes in anonymous)
        {
            drawing.Rectangle(new Box(x, y, bytes * UnitsPerByte, BarHeight).Inside(1), Ink.Accent, 2);
            x += bytes * UnitsPerByte;
        }

        drawing.Text(new Point(Left, y + BarHeight + 17), words.With(key + " cost", Megabytes(words, anonymous.Sum())), TextStyle.Accent);
    }
}
