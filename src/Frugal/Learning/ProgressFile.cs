using System.Text.Json;
using Frugal.Containment;

namespace Frugal.Learning;

/// <summary>
/// The student's own file of what is done: JSON with a version, replaced atomically. Writers in several processes take turns. A file that this
/// version cannot read is refused and stays as it is.
/// </summary>
public sealed class ProgressFile
{
    /// <summary>The variable that names another file, by its absolute path.</summary>
    public const string Variable = "FRUGAL_PROGRESS";

    /// <summary>The version of the format that this program reads and writes.</summary>
    public const int Version = 1;

    private const int LargestFile = 16 << 20;
    private const string Remedy = $"or point {Variable} at another file";

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,   // dropping a field that another program wrote would lose it
    };

    /// <summary>The file at <paramref name="path"/>; it need not exist.</summary>
    public ProgressFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>How long a writer waits for another one.</summary>
    internal TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The user's file: the variable <c>FRUGAL_PROGRESS</c>; without it <c>frugal/progress.json</c> in the folder for an application's data:
    /// <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c> on Linux, <c>~/Library/Application Support</c> on macOS, <c>%LOCALAPPDATA%</c> on Windows.
    /// </summary>
    /// <exception cref="FrugalException">The variable holds a relative path, or it is not set and there is no home folder.</exception>
    public static ProgressFile OfUser() =>
        Of(Environment.GetEnvironmentVariable(Variable), Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>The same, for a value of the variable and a folder for applications' data, either of them null or empty if there is none.</summary>
    internal static ProgressFile Of(string? named, string? data) => named is { Length: > 0 }
        ? System.IO.Path.IsPathFullyQualified(named) ? new(named) : throw new FrugalException($"{Variable} is '{named}'; it must be the absolute path of a file. Set it to one, or remove the variable.")
        : data is { Length: > 0 } ? new(System.IO.Path.Combine(data, "frugal", "progress.json"))
        : throw new FrugalException($"There is no home folder to keep progress in. Set {Variable} to the absolute path of a file.");

    /// <summary>Reads the file; a missing or empty one is <see cref="LearningProgress.Empty"/>.</summary>
    /// <exception cref="FrugalException">The file cannot be read, is of another version, or is not a progress file.</exception>
    public LearningProgress Read()
    {
        RequireFile();
        if (!File.Exists(Path))
        {
            return LearningProgress.Empty;
        }

        using var file = PlainFile.Open(Path) ?? throw Refused("cannot be read. Check its rights");
        var bytes = PlainFile.Read(file, LargestFile) ?? throw Refused($"has more than {LargestFile >> 20} MiB and is not a progress file. Move it away");
        return bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty ? LearningProgress.Empty : Parse(bytes);
    }

    /// <summary>Reads the file, applies <paramref name="change"/> and replaces the file; other writers wait meanwhile. If nothing changes, nothing is written.</summary>
    /// <returns>What the file now holds.</returns>
    /// <exception cref="FrugalException">The file cannot be read or written, is of another version, or another program keeps it locked. It stays as it was.</exception>
    public LearningProgress Update(Func<LearningProgress, LearningProgress> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        RequireFile();   // before a lock file is made beside a device
        using var turn = TakeTurn();
        var before = Read();
        var after = change(before);
        if (!ReferenceEquals(before, after))
        {
            AtomicFile.WriteAllBytes(Path, JsonSerializer.SerializeToUtf8Bytes(new Document(Version, after.Labs, after.Exercises), Layout));
        }

        return after;
    }

    private LearningProgress Parse(byte[] bytes)
    {
        try
        {
            using (var json = JsonDocument.Parse(bytes))
            {
                RequireVersion(json.RootElement);
            }

            var document = JsonSerializer.Deserialize<Document>(bytes, Layout)!;
            RequireWhole(document.Labs);
            return new LearningProgress { Labs = document.Labs, Exercises = document.Exercises };
        }
        catch (JsonException failure)
        {
            throw Refused($"is not a progress file ({Place(failure)}). Correct it, move it away", failure);
        }
    }

    private void RequireVersion(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number)
        {
            throw Refused("is not a progress file (it has no version). Move it away");
        }

        if (!version.TryGetInt32(out var number) || number != Version)
        {
            throw Refused($"has version {version}; this program reads version {Version}. Use the Frugal that wrote it");
        }
    }

    /// <summary>The serialiser accepts null as an item of a list or dictionary.</summary>
    private static void RequireWhole(IReadOnlyDictionary<string, LabProgress> labs)
    {
        if (labs.Values.Any(lab => lab is null || lab.Tasks.Values.Any(task => task is null || task.Figures.Values.Any(history => history is not { Count: > 0 } || history.Contains(null!)))))
        {
            throw new JsonException("null", "$.labs", null, null);
        }
    }

    private void RequireFile()
    {
        if (PlainFile.Otherwise(Path) is { } kind)
        {
            throw Refused($"is {kind}, not a file. Remove it");
        }
    }

    private FileStream TakeTurn()
    {
        var path = Path + ".lock";
        for (var end = Environment.TickCount64 + (long)LongestWait.TotalMilliseconds; ;)
        {
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (IsTaken(taken))
            {
                if (Environment.TickCount64 > end)
                {
                    throw Refused($"is being written by another program for more than {LongestWait.TotalSeconds:0.#} s. End that program, try again", taken);
                }

                Interruption.ThrowIfRequested();
                Thread.Sleep(10);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw Refused($"cannot be written ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Check the folder's rights", failure);
            }
        }
    }

    /// <summary>The error of a file that another process holds: EAGAIN on Linux and macOS, a sharing violation on Windows.</summary>
    private static bool IsTaken(IOException failure) =>
        failure.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11);

    private static string Place(JsonException failure) =>
        failure.Path is { Length: > 1 } at ? $"at {at}" : failure.LineNumber is { } line ? $"line {line + 1}" : "not JSON";

    private FrugalException Refused(string what, Exception? cause = null) => new($"{Path}: {what}, {Remedy}.", cause);

    /// <summary>The file's content.</summary>
    private sealed record Document(int Version, IReadOnlyDictionary<string, LabProgress> Labs, IReadOnlyDictionary<string, DateTimeOffset> Exercises);
}
