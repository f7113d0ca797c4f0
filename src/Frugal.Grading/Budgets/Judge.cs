using System.Reflection;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Measures the cost of a student's solution, records the figure for the card, and compares it with the budget attribute of the running test;
/// without an attribute the figure is only recorded. No student code is loaded into this process: models run in a separate one.
/// </summary>
public static class Judge
{
    /// <summary>Measures the size of files and folders, including the data files of models, against <see cref="SizeBudgetAttribute"/>.</summary>
    /// <param name="paths">What the student ships: files, and folders with all that is in them.</param>
    /// <exception cref="GradingException">The files are too large, or missing.</exception>
    public static ByteSize Size(params IReadOnlyList<string> paths)
    {
        var size = Reading(() => ShippedBytes.Of(paths));
        var most = Budget<SizeBudgetAttribute>()?.Most;
        GradeBook.Current.Record("size", new Figure(size.Bytes, "bytes"), most is { } limit ? new Budget(limit.Bytes, "bytes", AtMost: true) : null);
        return size > most ? throw BudgetFailures.TooLarge(size, most.Value) : size;
    }

    /// <summary>Reads an ONNX file and requires that most of its weights' bytes are integers of 8 bits or fewer.</summary>
    /// <param name="model">The student's ONNX file.</param>
    /// <param name="share">The minimum share of these bytes, in [0, 1].</param>
    /// <exception cref="GradingException">Fake quantisation, a floating-point copy, or a graph that ignores its input; or the file is broken.</exception>
    public static StoredWeights StoredAsIntegers(string model, double share = 0.9)
    {
        var weights = Reading(() => StoredWeights.Of(model));
        GradeBook.Current.Record("integer_weights", new Figure(100 * weights.IntegerShare, "%"), new Budget(100 * share, "%", AtMost: false));
        weights.Demand(share);
        return weights;
    }

    /// <summary>Compares the answers of a model with its reference's on images drawn from the grading's seed, and with
    /// <see cref="AccuracyFloorAttribute"/> also checks its accuracy.</summary>
    /// <param name="model">The student's ONNX file, an image classifier.</param>
    /// <param name="reference">The ONNX file that it was derived from.</param>
    /// <param name="agreement">The minimum share of images on which both must choose the same class.</param>
    /// <param name="pictures">How many images are drawn at first; as many are added while a share cannot be decided. 60 decide an agreement of 0.8, 200 one of 0.93.</param>
    /// <exception cref="GradingException">Constant or memorised answers, too many deviating answers, or a model that cannot be run.</exception>
    public static ModelAnswers Answers(string model, string reference, double agreement, int pictures = 200)
    {
        var floor = Budget<AccuracyFloorAttribute>()?.Least;
        var request = Request(model, reference) with { Answers = new AnswerOptions { First = pictures, Agreement = agreement, Accuracy = floor ?? 0 } };
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

    /// <summary>Checks how close a model's logits are to its reference's, in decibels: a figure that also distinguishes models that choose the same classes.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="least">The minimum signal-to-noise ratio in decibels.</param>
    /// <exception cref="GradingException">The logits differ more.</exception>
    public static double SignalToNoise(ModelAnswers answers, double least)
    {
        ArgumentNullException.ThrowIfNull(answers);
        GradeBook.Current.Record("signal_to_noise", new Figure(answers.SignalToNoise, "dB"), new Budget(least, "dB", AtMost: false));
        return answers.SignalToNoise >= least ? answers.SignalToNoise : throw BudgetFailures.TooNoisy(answers, least);
    }

    /// <summary>Checks the accuracy of a model's answers against <see cref="AccuracyFloorAttribute"/>.</summary>
    /// <exception cref="GradingException">The accuracy is significantly below the floor.</exception>
    public static WilsonInterval Accuracy(ModelAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return Accuracy(answers.Right, answers.Pictures, (double)answers.ReferenceRight / answers.Pictures);
    }

    /// <summary>Checks the accuracy of answers counted by the grader against <see cref="AccuracyFloorAttribute"/>.</summary>
    /// <param name="right">Number of correct answers.</param>
    /// <param name="total">Number of answers; at least a few hundred, so that the interval is narrow.</param>
    /// <param name="reference">The reference's accuracy, in [0, 1], if there is one.</param>
    /// <exception cref="GradingException">The accuracy is significantly below the floor.</exception>
    public static WilsonInterval Accuracy(int right, int total, double? reference = null)
    {
        var share = WilsonInterval.Of(right, total);
        var floor = Budget<AccuracyFloorAttribute>()?.Least;
        GradeBook.Current.Record("accuracy", new Figure(100 * share.Share, "%", 100 * share.Low, 100 * share.High, 100 * reference),
            floor is { } least ? new Budget(100 * least, "%", AtMost: false) : null);
        return floor is { } limit && new ShareGate(limit).IsBelow(right, total) ? throw BudgetFailures.TooInaccurate(right, total, limit) : share;
    }

    /// <summary>Times a student's model against its reference with <see cref="LatencyBudgetAttribute"/>: both in one process without the student's
    /// code, on one thread, by processor time.</summary>
    /// <param name="model">The student's ONNX file.</param>
    /// <param name="reference">The ONNX file that it was derived from.</param>
    /// <exception cref="GradingException">Too slow, indistinguishable from noise, or a model that cannot be run.</exception>
    public static SpeedUp SpeedUp(string model, string reference)
    {
        var budget = Budget<LatencyBudgetAttribute>();
        var request = Race(model, reference) with { Gate = budget?.Gate ?? SpeedGate.Asking(1) };
        return Held(new MeasuringProcess().Ask(request).SpeedUp!, budget);
    }

    /// <summary>As above, with the grader's worked model as a third side of each round, against <see cref="WorkedBudgetAttribute"/>.</summary>
    /// <param name="model">The student's ONNX file.</param>
    /// <param name="reference">The ONNX file that it was derived from.</param>
    /// <param name="worked">The grader's own result from that file, in a folder that the student's process cannot write to.</param>
    /// <exception cref="GradingException">Too slow, indistinguishable from noise, or a model that cannot be run.</exception>
    public static SpeedUp SpeedUp(string model, string reference, string worked)
    {
        var budget = Budget<WorkedBudgetAttribute>();
        var request = Race(model, reference) with { Worked = Path.GetFullPath(worked), WorkedGate = budget?.Gate ?? new WorkedGate(1) };
        return Held(new MeasuringProcess().Ask(request).SpeedUp!, budget);
    }

    /// <summary>Times calls into a student's process against calls into a reference's, by the grader's own clock, against
    /// <see cref="LatencyBudgetAttribute"/>, or <see cref="WorkedBudgetAttribute"/> with a worked answer in a third process.</summary>
    /// <exception cref="GradingException">Too slow, or indistinguishable from noise; also the exceptions thrown by the check of an answer.</exception>
    public static SpeedUp SpeedUp<TIn, TOut>(TimedCalls<TIn, TOut> calls)
    {
        var options = new FairTimingOptions { Seed = GradeBook.Current.Seed.ForGrader("timing") };
        if (Budget<WorkedBudgetAttribute>() is { } worked)
        {
            return Held(new FairTimer(worked.Gate, options, TimeProvider.System).Measure(calls), worked);
        }

        var budget = Budget<LatencyBudgetAttribute>();
        return Held(new FairTimer(budget?.Gate ?? SpeedGate.Asking(1), options, TimeProvider.System).Measure(calls), budget);
    }

    /// <summary>Checks the peak memory of a student's process against <see cref="RamBudgetAttribute"/>: anonymous memory counts.</summary>
    /// <param name="peak">The peak of the process.</param>
    /// <exception cref="GradingException">The peak is too high.</exception>
    public static MemorySnapshot Ram(MemorySnapshot peak)
    {
        var most = Budget<RamBudgetAttribute>()?.Most;
        GradeBook.Current.Record("ram", new Figure(peak.Anonymous.Bytes, "bytes"), most is { } limit ? new Budget(limit.Bytes, "bytes", AtMost: true) : null);
        GradeBook.Current.Record("ram_file_backed", new Figure(peak.File.Bytes, "bytes"));
        return peak.Anonymous > most ? throw BudgetFailures.TooMuchMemory(peak, most.Value) : peak;
    }

    /// <summary>Measures the peak memory that a student's model adds to a process that loads and runs it, as the median of three runs, against
    /// <see cref="RamBudgetAttribute"/>.</summary>
    /// <param name="model">The student's ONNX file.</param>
    /// <exception cref="GradingException">The peak is too high, or the model cannot be run.</exception>
    public static MemorySnapshot Ram(string model) => Ram(new MeasuringProcess().MemoryOf(model).Model);

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
        Request(model, reference) with { Timing = new FairTimingOptions { Seed = GradeBook.Current.Seed.ForGrader("timing") } };

    private static MeasuringRequest Request(string model, string reference) =>
        new() { Subject = Path.GetFullPath(model), Reference = Path.GetFullPath(reference), Seed = GradeBook.Current.Seed.ForGrader("pictures") };

    /// <summary>The budget attribute of the running test.</summary>
    private static T? Budget<T>() where T : Attribute =>
        TestExecutionContext.CurrentContext.CurrentTest.Method?.MethodInfo.GetCustomAttribute<T>();

    /// <summary>Reads a student's file; an error in it counts as the student's failure, not the grader's.</summary>
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
