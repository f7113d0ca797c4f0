using ChatbotMemory.Modes;
using Frugal;
using Frugal.Data;
using Frugal.Measuring;

namespace ChatbotMemory;

/// <summary>The section "Chat" of appsettings.json, of the command line (--Chat:Mode=lazy; --model and --mode for short) or of the environment (Chat__Mode).</summary>
public sealed record ChatSettings
{
    /// <summary>A GGUF file, or the name of a model in the course's catalogue.</summary>
    public string Model { get; init; } = "tiny-chat";

    /// <summary>More models for the mode "pool", separated by commas; without them the pool has the forms of <see cref="Model"/>.</summary>
    public string Pool { get; init; } = "";

    /// <summary>auto, or a mode's name.</summary>
    public string Mode { get; init; } = ModeNames.Auto;

    /// <summary>How often the chatbot is used, for the mode "auto".</summary>
    public Use Use { get; init; } = Use.Occasional;

    /// <summary>Memory of the machine, for the mode "auto", such as "6 GB"; empty for what it has.</summary>
    public string Memory { get; init; } = "";

    /// <summary>Bytes for all models of the pool, such as "60 MB"; empty for three quarters of the memory.</summary>
    public string MemoryBudget { get; init; } = "";

    /// <summary>The most bytes of the quantised file, such as "100 MB"; empty for Q4_K_M.</summary>
    public string FileBudget { get; init; } = "";

    /// <summary>Tokens that a chat's session holds; 0 for the model's own context, at most 2,048.</summary>
    public int Context { get; init; }

    /// <summary>Whether keys and values are stored in Q8_0 instead of F16.</summary>
    public bool CacheIn8Bits { get; init; }

    /// <summary>How long the pool keeps a model that nobody uses.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the mode "lazy" keeps the model in a process of its own.</summary>
    public bool ChildProcess { get; init; }

    /// <summary>The most tokens of an answer.</summary>
    public int MaxAnswer { get; init; } = 256;

    /// <summary>0 always takes the most probable token.</summary>
    public double Temperature { get; init; }

    /// <summary>Instructions to the model before each chat; empty for nothing.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Threads that compute; 0 for as many as processors.</summary>
    public int Threads { get; init; }

    /// <summary>Conversations whose keys and values stay in memory; the one that was used longest ago goes first.</summary>
    public int Conversations { get; init; } = 4;

    /// <summary>Answers that are written at the same time.</summary>
    public int Concurrent { get; init; } = 8;

    /// <summary>Questions that may wait for one of them to end.</summary>
    public int QueueLength { get; init; } = 32;

    /// <summary>The most bytes of a request.</summary>
    public string LargestRequest { get; init; } = "256 KB";

    /// <summary>Requests a second of one client.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests at once of one client after a pause.</summary>
    public int Burst { get; init; } = 100;

    /// <summary>Where the files that the server makes are kept; by default in the user's cache.</summary>
    public string Folder { get; init; } = Path.Combine(new DataFolders().Cache, "chatbot-memory");

    /// <summary>Whether the server makes missing files by itself.</summary>
    public bool Prepare { get; init; } = true;

    /// <summary>The threads, 0 replaced.</summary>
    public int ThreadCount => Threads == 0 ? Environment.ProcessorCount : Threads;

    /// <exception cref="FrugalException">A value is not allowed.</exception>
    public static ChatSettings From(IConfiguration configuration)
    {
        var settings = Bind(configuration.GetSection("Chat"));
        Check(settings.Model.Trim().Length > 0, nameof(Model), settings.Model, "a GGUF file, or the name of a model (see 'frugal models list')");
        Check(settings.Mode == ModeNames.Auto || ModeNames.Parse(settings.Mode) is not null, nameof(Mode), settings.Mode, $"{ModeNames.Auto}, {string.Join(", ", ModeNames.All)}");
        Check(Enum.IsDefined(settings.Use), nameof(Use), settings.Use, "occasional, regular, intensive");
        Check(IsSize(settings.Memory), nameof(Memory), settings.Memory, "1 MB to 1 TB, or nothing");
        Check(IsSize(settings.MemoryBudget), nameof(MemoryBudget), settings.MemoryBudget, "1 MB to 1 TB, or nothing");
        Check(IsSize(settings.FileBudget), nameof(FileBudget), settings.FileBudget, "1 MB to 1 TB, or nothing");
        Check(settings.Context is 0 or (>= 64 and <= 131_072), nameof(Context), settings.Context, "64 to 131,072, or 0");
        Check(settings.IdleAfter >= TimeSpan.FromSeconds(1) && settings.IdleAfter <= TimeSpan.FromDays(1), nameof(IdleAfter), settings.IdleAfter, "00:00:01 to 1.00:00:00");
        Check(settings.MaxAnswer is >= 1 and <= 8192, nameof(MaxAnswer), settings.MaxAnswer, "1 to 8,192");
        Check(settings.Temperature is >= 0 and <= 2, nameof(Temperature), settings.Temperature, "0 to 2");
        Check(settings.Threads is >= 0 and <= 256, nameof(Threads), settings.Threads, "1 to 256, or 0");
        Check(settings.Conversations is >= 1 and <= 1000, nameof(Conversations), settings.Conversations, "1 to 1,000");
        Check(settings.Concurrent is >= 1 and <= 256, nameof(Concurrent), settings.Concurrent, "1 to 256");
        Check(settings.QueueLength is >= 0 and <= 10_000, nameof(QueueLength), settings.QueueLength, "0 to 10,000");
        Check(ByteSize.TryParse(settings.LargestRequest, null, out var request) && request.Bytes is >= 1000 and <= 100_000_000, nameof(LargestRequest), settings.LargestRequest, "1 KB to 100 MB");
        Check(settings.RequestsPerSecond is >= 1 and <= 1_000_000, nameof(RequestsPerSecond), settings.RequestsPerSecond, "1 to 1,000,000");
        Check(settings.Burst is >= 1 and <= 1_000_000, nameof(Burst), settings.Burst, "1 to 1,000,000");
        return settings;
    }

    private static ChatSettings Bind(IConfigurationSection section)
    {
        try
        {
            return section.Get<ChatSettings>() ?? new();
        }
        catch (InvalidOperationException unreadable)   // "abc" for a number
        {
            throw new FrugalException($"A setting of the section Chat cannot be read: {unreadable.Message.ReplaceLineEndings(" ")}", unreadable);
        }
    }

    private static bool IsSize(string text) => text == "" || (ByteSize.TryParse(text, null, out var size) && size.Bytes is >= 1_000_000 and <= 1_000_000_000_000);

    private static void Check(bool allowed, string name, object value, string range)
    {
        if (!allowed)
        {
            throw new FrugalException($"The setting Chat:{name} is '{value}'. Allowed: {range}.");
        }
    }
}
