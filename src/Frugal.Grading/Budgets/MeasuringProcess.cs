using System.Text.Json;
using Frugal.Containment;
using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Starts the clean process in which students' models are read, loaded, run and timed. It runs none of the student's code, but a model may exploit
/// the engine: the process is contained as the student's own is, and sees the models read-only.</summary>
internal sealed record MeasuringProcess
{
    private const int MemoryRuns = 3;

    /// <summary>The limit of processor time; a process that exceeds it is killed. On a busy machine, wall-clock time would blame the model.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The limit of wall-clock time; beyond it the machine is too busy for a verdict.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The limit of anonymous memory; a process that exceeds it is killed.</summary>
    public ByteSize Memory { get; init; } = ByteSize.Parse("2 GB");

    /// <summary>Contains the process.</summary>
    public Sandbox Sandbox { get; init; } = Sandbox.Best;

    /// <summary>What an ONNX file contains.</summary>
    /// <exception cref="FrugalException">The file is missing or broken, or is not a regular file.</exception>
    /// <exception cref="GradingException">Reading it exceeds the time or memory limit, or crashes.</exception>
    public static ModelFacts Facts(string path)
    {
        if (!File.Exists(path))
        {
            throw new FrugalException($"{path}: there is no such file. Build it, or correct the path.");
        }

        return PlainFile.Otherwise(path) is { } what
            ? throw new FrugalException($"{path}: it is {what}. Write the model as a plain file.")
            : new MeasuringProcess().Reply(new MeasuringRequest { Subject = Path.GetFullPath(path), Facts = true }) switch
            {
                { Refusal: { } refusal } => throw new FrugalException(refusal),
                var reply => reply.Facts!,
            };
    }

    /// <summary>The memory that a model adds to a process that loads and runs it: the median of three runs.</summary>
    /// <exception cref="GradingException">The model cannot be loaded or run, or it exceeds the time or memory limit.</exception>
    public MemoryUse MemoryOf(string path)
    {
        var request = new MeasuringRequest { Subject = Path.GetFullPath(path), Memory = true };
        return MemoryUse.Median([.. Enumerable.Range(0, MemoryRuns).Select(_ => MemoryChild.Read(Ask(request).Memory!) ?? throw BudgetFailures.NoFigures())]);
    }

    /// <exception cref="GradingException">The model cannot be loaded or run, or it exceeds the time or memory limit.</exception>
    public MeasuringReply Ask(MeasuringRequest request) => Reply(request) switch
    {
        { Refusal: { } refusal } => throw BudgetFailures.Refused(refusal),
        var reply => reply,
    };

    /// <summary>Uses a contained process that may read the given models.</summary>
    internal T With<T>(IEnumerable<string> models, Func<StudentProcess, T> use)
    {
        var limits = new Limits { Time = Patience, Processor = Timeout, Memory = Memory, Answer = ByteSize.Parse("4 MB") };
        using var scratch = new Scratch { Reads = [.. models.Select(View).Distinct()], Covers = GradersFiles() };
        using var process = StudentProcess.Start(limits, scratch, Sandbox);
        return use(process);
    }

    private MeasuringReply Reply(MeasuringRequest request)
    {
        GradeBook.Current.Contained([Sandbox.Wraps
            ? "Models that the student made were read, run and timed in a process of their own, kept apart in the same way."
            : "Models that the student made were read, run and timed in a process of their own, which could reach the network and the files of the user who graded."]);
        try
        {
            var json = JsonSerializer.Serialize(request, MeasuringJson.Default.MeasuringRequest);
            var models = new[] { request.Subject, request.Reference, request.Worked }.Where(model => model is { Length: > 0 }).OfType<string>();
            return JsonSerializer.Deserialize(With(models, process => process.Call(MeasuringChild.Measure, json)), MeasuringJson.Default.MeasuringReply)?.Checked(request)
                ?? throw BudgetFailures.NoFigures();
        }
        catch (Exception broken) when (broken is JsonException or FrugalException)
        {
            throw BudgetFailures.NoFigures();
        }
        catch (StudentFailure failure)
        {
            throw failure.Cause switch
            {
                Cause.Timeout => failure.Busy ? BudgetFailures.TookTooLong(Timeout) : BudgetFailures.TooBusy(Patience),
                Cause.OutOfMemory => BudgetFailures.TookTooMuch(Memory),
                Cause.Grader or Cause.Cheating or Cause.OutputFlood or Cause.TooManyProcesses or Cause.TooLarge => new GradingException(failure.Cause, failure.Message),
                _ => BudgetFailures.Crashed(failure.Message),
            };
        }
    }

    /// <summary>What the process may read of a model: its folder, because of data files; the file alone where the folder is everybody's.</summary>
    private static string View(string model)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        string[] shared = [Path.GetTempPath(), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)];
        return Path.GetDirectoryName(folder) is null || Path.GetDirectoryName(folder) == Path.GetPathRoot(folder) || shared.Any(other => Path.TrimEndingDirectorySeparator(other) == folder)
            ? Path.GetFullPath(model)
            : folder;
    }

    /// <summary>The grader of this process, with its hidden tests, lies beside the program of the process that measures.</summary>
    private static string[] GradersFiles() =>
    [
        .. AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly is { IsDynamic: false, Location.Length: > 0 } && assembly.IsDefined(typeof(GradedLabAttribute), inherit: false))
            .SelectMany(assembly => new[] { assembly.Location, Path.ChangeExtension(assembly.Location, "pdb"), Path.ChangeExtension(assembly.Location, "xml") })
            .Where(File.Exists),
    ];
}
