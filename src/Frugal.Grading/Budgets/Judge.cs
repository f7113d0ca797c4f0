using System.Reflection;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Measures what a student's solution costs, records the figure for the card, and holds it against the budget that the running test carries
/// as an attribute; without one the figure is only recorded. Nothing of a student's is loaded into this process: models run in one of their own.
/// </summary>
public static class Judge
{
    /// <summary>The bytes of files and folders, the data files of models included, against <see cref="SizeBudgetAttribute"/>.</summary>
    /// <exception cref="GradingException">They are too large, or missing.</exception>
    public static ByteSize Size(params IReadOnlyList<string> paths)
    {
        var size = Reading(() => ShippedBytes.Of(paths));
        var most = Budget<SizeBudgetAttribute>()?.Most;
        GradeBook.Current.Record("size", new Figure(size.Bytes, "bytes"), most is { } limit ? new Budget(limit.Bytes, "bytes", AtMost: true) : null);
        return size > most ? throw BudgetFailures.TooLarge(size, most.Value) : size;
    }

    /// <summary>Opens an ONNX file and demands that its weights are stored as integers of 8 bits or fewer, to a <paramref name="share"/> of their bytes.</summary>
    /// <exception cref="GradingException">Fake quantisation, a copy in floating point, a graph that ignores its input; or the file is broken.</exception>
    public static StoredWeights StoredAsIntegers(string model, double share = 0.9)
    {
        var weights = Reading(() => StoredWeights.Of(model));
        GradeBook.Current.Record("integer_weights", new Figure(100 * weights.IntegerShare, "%"), new Budget(100 * share, "%", AtMost: false));
        weights.Demand(share);
        return weights;
    }

    /// <summary>Compares the answers of a model with its reference's, on pictures that are drawn from the grading's seed; with
    /// <see cref="AccuracyFloorAttribute"/> its accuracy too.</summary>
    /// <param name="model">The student's ONNX file, a classifier of pictures.</param>
    /// <param name="reference">The file that it was made from.</param>
    /// <param name="agreement">The least share of pictures on which both have to choose the same class.</param>
    /// <exception cref="GradingException">Constant or memorised answers, too many others, or a model that cannot be run.</exception>
    public static ModelAnswers Answers(string model, string reference, double agreement)
    {
        var floor = Budget<AccuracyFloorAttribute>()?.Least;
        var request = Request(model, reference) with { Answers = new AnswerOptions { Agreement = agreement, Accuracy = floor ?? 0 } };
        var answers = new MeasuringProcess().Ask(request).Answers!;
        var share = answers.Agreement;
        GradeBook.Current.Record("agreement", new Figure(100 * share.Share, "%", 100 * share.Low, 100 * share.High), new Budget(100 * agreement, "%", AtMost: false));
        answers.Demand(agreement);
        if (floor is not null)
        {
            Accuracy(answers);
        }

        return answers;
    }

    /// <summary>The accuracy of a model's answers, against <see cref="AccuracyFloorAttribute"/>.</summary>
    /// <exception cref="GradingException">It is below the floor, beyond the luck of the draw.</exception>
    public static WilsonInterval Accuracy(ModelAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return Accuracy(answers.Right, answers.Pictures, (double)answers.ReferenceRight / answers.Pictures);
    }

    /// <summary>The accuracy of answers that the grader has counted, against <see cref="AccuracyFloorAttribute"/>.</summary>
    /// <param name="right">How many were right.</param>
    /// <param name="total">How many there were; a few hundred at least, so that the interval is narrow.</param>
    /// <param name="reference">The reference's share, in [0, 1], where there is one.</param>
    /// <exception cref="GradingException">It is below the floor, beyond the luck of the draw.</exception>
    public static WilsonInterval Accuracy(int right, int total, double? reference = null)
    {
        var share = WilsonInterval.Of(right, total);
        var floor = Budget<AccuracyFloorAttribute>()?.Least;
        GradeBook.Current.Record("accuracy", new Figure(100 * share.Share, "%", 100 * share.Low, 100 * share.High, 100 * reference),
            floor is { } least ? new Budget(100 * least, "%", AtMost: false) : null);
        return floor is { } limit && new ShareGate(limit).IsBelow(right, total) ? throw BudgetFailures.TooInaccurate(right, total, limit) : share;
    }

    /// <summary>Times a student's model against its reference, both in one process without the student's code, one thread, processor time, against
    /// <see cref="LatencyBudgetAttribute"/>.</summary>
    /// <exception cref="GradingException">Too slow, not to be told from noise, or a model that cannot be run.</exception>
    public static SpeedUp SpeedUp(string model, string reference)
    {
        var budget = Budget<LatencyBudgetAttribute>();
        var request = Race(model, reference) with { Gate = budget?.Gate ?? SpeedGate.Asking(1) };
        return Held(new MeasuringProcess().Ask(request).SpeedUp!, budget);
    }

    /// <summary>The same with the grader's worked model as a third side of each round, against <see cref="WorkedBudgetAttribute"/>.</summary>
    /// <param name="model">The student's ONNX file.</param>
    /// <param name="reference">The file that it was made from.</param>
    /// <param name="worked">What the grader made of that file, in a folder that the student's process cannot write.</param>
    /// <exception cref="GradingException">Too slow, not to be told from noise, or a model that cannot be run.</exception>
    public static SpeedUp SpeedUp(string model, string reference, string worked)
    {
        var budget = Budget<WorkedBudgetAttribute>();
        var request = Race(model, reference) with { Worked = Path.GetFullPath(worked), WorkedGate = budget?.Gate ?? new WorkedGate(1) };
        return Held(new MeasuringProcess().Ask(request).SpeedUp!, budget);
    }

    /// <summary>Times calls into a student's process against calls into a reference's, by the grader's own clock, against
    /// <see cref="LatencyBudgetAttribute"/>, or <see cref="WorkedBudgetAttribute"/> with a worked answer in a third process.</summary>
    /// <exception cref="GradingException">Too slow, or not to be told from noise; and what the check of an answer throws.</exception>
    public static SpeedUp SpeedUp<TIn, TOut>(TimedCalls<TIn, TOut> calls)
    {
        var options = new FairTimingOptions { Seed = GradeBook.Current.Seed.Value };
        if (Budget<WorkedBudgetAttribute>() is { } worked)
        {
            return Held(new FairTimer(worked.Gate, options, TimeProvider.System).Measure(calls), worked);
        }

        var budget = Budget<LatencyBudgetAttribute>();
        return Held(new FairTimer(budget?.Gate ?? SpeedGate.Asking(1), options, TimeProvider.System).Measure(calls), budget);
    }

    /// <summary>The peak of a student's process, against <see cref="RamBudgetAttribute"/>: its anonymous memory counts.</summary>
    /// <exception cref="GradingException">It is too much.</exception>
    public static MemorySnapshot Ram(MemorySnapshot peak)
    {
        var most = Budget<RamBudgetAttribute>()?.Most;
        GradeBook.Current.Record("ram", new Figure(peak.Anonymous.Bytes, "bytes"), most is { } limit ? new Budget(limit.Bytes, "bytes", AtMost: true) : null);
        GradeBook.Current.Record("ram_file_backed", new Figure(peak.File.Bytes, "bytes"));
        return peak.Anonymous > most ? throw BudgetFailures.TooMuchMemory(peak, most.Value) : peak;
    }

    /// <summary>The memory that a student's model adds to a process which loads and runs it, at its peak, the median of three, against
    /// <see cref="RamBudgetAttribute"/>.</summary>
    /// <exception cref="GradingException">It is too much, or the model cannot be run.</exception>
    public static MemorySnapshot Ram(string model) => Ram(Reading(() =>
        new MemoryProbe { Program = MeasuringProcess.Program }.MeasureAsync(model, new ModelRunOptions()).GetAwaiter().GetResult()).Model);

    private static SpeedUp Held(SpeedUp measured, LatencyBudgetAttribute? budget)
    {
        Record(measured, budget is null ? null : new Budget(budget.Gate.Ratio, "x", AtMost: false));
        return (budget is null ? Verdict.Passed : measured.Verdict) switch
        {
            Verdict.Passed => measured,
            Verdict.Inconclusive => throw BudgetFailures.Noise(measured, budget!.FasterThan, budget.Gate.Ratio),
            _ => throw BudgetFailures.TooSlow(measured, budget!),
        };
    }

    private static SpeedUp Held(SpeedUp measured, WorkedBudgetAttribute? budget)
    {
        var worked = measured.Worked!;
        Record(measured, budget is null ? null : new Budget(worked.Least, "x", AtMost: false, worked.Waived));
        return (budget is null ? Verdict.Passed : measured.Verdict) switch
        {
            Verdict.Passed => measured,
            Verdict.Inconclusive => throw BudgetFailures.Noise(measured, budget!.FasterThan, worked.Least),
            _ => throw BudgetFailures.TooSlow(measured, worked, budget!.FasterThan),
        };
    }

    private static void Record(SpeedUp measured, Budget? budget)
    {
        GradeBook.Current.Record("speed_up", measured.Figure, budget);
        GradeBook.Current.Record("latency", measured.Latency);
    }

    private static MeasuringRequest Race(string model, string reference) =>
        Request(model, reference) with { Timing = new FairTimingOptions { Seed = GradeBook.Current.Seed.Value } };

    private static MeasuringRequest Request(string model, string reference) =>
        new() { Subject = Path.GetFullPath(model), Reference = Path.GetFullPath(reference), Seed = GradeBook.Current.Seed.Value };

    /// <summary>The budget that the running test carries.</summary>
    private static T? Budget<T>() where T : Attribute =>
        TestExecutionContext.CurrentContext.CurrentTest.Method?.MethodInfo.GetCustomAttribute<T>();

    /// <summary>What is wrong with a student's file is the student's failure, not the grader's.</summary>
    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FrugalException failure)
        {
            throw BudgetFailures.Refused(failure.Message);
        }
    }
}
