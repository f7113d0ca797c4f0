using System.Globalization;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Creates the exceptions for failed budgets.</summary>
internal static class BudgetFailures
{
    public static GradingException TooLarge(ByteSize size, ByteSize most) => new(Cause.TooLarge,
        $"{size} have to be shipped, {most} are allowed. Store the weights in fewer bits, and ship no file that is not needed.");

    public static GradingException TooMuchMemory(MemorySnapshot peak, ByteSize most) => new(Cause.TooMuchMemory,
        $"At its peak the process held {peak.Anonymous} of anonymous memory, {most} are allowed (file-backed memory, {peak.File}, does not count). "
        + "Load models on first use, once, and let go of buffers.");

    public static GradingException TooSlow(SpeedUp measured, LatencyBudgetAttribute budget) => new(Cause.TooSlow, string.Create(CultureInfo.InvariantCulture,
        $"{measured.Interval.Median:0.00} times as fast as {budget.FasterThan} ({measured.Interval.Low:0.00} to {measured.Interval.High:0.00}); ")
        + string.Create(CultureInfo.InvariantCulture,
        $"{budget.AtLeast:0.0#} is asked, and below {budget.Gate.Ratio:0.00} is too slow. Measure where the time goes, then change that."));

    public static GradingException TooSlow(SpeedUp measured, WorkedSpeed worked, string reference) => new(Cause.TooSlow, string.Create(CultureInfo.InvariantCulture,
        $"{measured.Interval.Median:0.00} times as fast as {reference} ({measured.Interval.Low:0.00} to {measured.Interval.High:0.00}); ")
        + string.Create(CultureInfo.InvariantCulture,
        $"the worked answer reaches {worked.Interval.Median:0.00} in the same rounds, and below {worked.Least:0.00} is too slow. Measure where the time goes, then change that."));

    public static GradingException Noise(SpeedUp measured, string reference, double least) => new(Cause.Noise, string.Create(CultureInfo.InvariantCulture,
        $"Between {measured.Interval.Low:0.00} and {measured.Interval.High:0.00} times as fast as {reference} after {measured.Ratios.Count} rounds: ")
        + string.Create(CultureInfo.InvariantCulture,
        $"which side of {least:0.00} it is cannot be told from this machine's noise. Close other programs and grade again."));

    public static GradingException TooInaccurate(int right, int total, double least)
    {
        var share = WilsonInterval.Of(right, total, WilsonInterval.Z999);
        return new(Cause.TooInaccurate, string.Create(CultureInfo.InvariantCulture,
            $"{100 * share.Share:0.0}% right of {total} unseen pictures; {100 * least:0.0}% are asked, and even with the luck of the draw ({100 * share.Low:0.0}% to ")
            + string.Create(CultureInfo.InvariantCulture, $"{100 * share.High:0.0}%) that is not reached. Compare the answers with the original model's, picture by picture."));
    }

    public static GradingException OtherAnswers(ModelAnswers answers, double agreement) => new(Cause.WrongAnswer, string.Create(CultureInfo.InvariantCulture,
        $"The model chooses as its reference does on {100 * answers.Agreement.Share:0.0}% of {answers.Pictures} unseen pictures; {100 * agreement:0.0}% are asked. ")
        + "Compare the answers picture by picture; of a quantised model, look at the calibration pictures and at how they are prepared.");

    public static GradingException TooNoisy(ModelAnswers answers, double least) => new(Cause.TooInaccurate, string.Create(CultureInfo.InvariantCulture,
        $"{answers.Pictures} unseen pictures: the logits keep {answers.SignalToNoise:0.0} dB of those of the model that was given; {least:0.0} dB are asked (6 dB more is half the error). ")
        + "Look at the calibration pictures, the observer and the bits of each layer.");

    public static GradingException ConstantAnswers() => new(Cause.Cheating,
        "The model gives the same answer whatever picture it is shown. Quantise the model that was given, and keep all of its nodes.");

    public static GradingException Memorised(ModelAnswers answers) => new(Cause.Cheating, string.Create(CultureInfo.InvariantCulture,
        $"The model answers {100 * answers.SeenAgreement:0}% of the training pictures as its reference does, and {100 * answers.Agreement.Share:0}% of unseen ones: ")
        + "the answers are memorised. Quantise the model that was given.");

    public static GradingException IgnoresInput() => new(Cause.Cheating,
        "No output of the graph depends on its input. Quantise the model that was given, and keep all of its nodes.");

    public static GradingException FakeQuantized(IReadOnlyList<string> weights) => new(Cause.Cheating,
        $"{weights.Count} of the weights are stored in floating point and rounded when the model runs ('{weights[0]}'...): fake quantisation. "
        + "Store the rounded int8 numbers, with one DequantizeLinear behind them.");

    public static GradingException StoredWide(StoredWeights weights, double share) => new(Cause.Cheating, string.Create(CultureInfo.InvariantCulture,
        $"{100 * weights.IntegerShare:0.0}% of the weights' bytes are integers of 8 bits or fewer ({weights.Integers} beside {weights.Wide} in wider types); {100 * share:0}% are asked. ")
        + "Store every large weight as int8, and no second copy of it.");

    public static GradingException NotShipped(string path, string what) => new(Cause.WrongAnswer,
        $"{Path.GetFileName(path)}: {what}. Write the model as plain files, with its data files in the same folder.");

    public static GradingException Refused(string message) => new(Cause.WrongAnswer, message);

    public static GradingException TookTooLong(TimeSpan limit) => new(Cause.Timeout, string.Create(CultureInfo.InvariantCulture,
        $"Loading and running the model took more than {limit.TotalSeconds:0} s of processor time and was ended. Look for operators that grow with their input."));

    public static GradingException TooBusy(TimeSpan limit) => new(Cause.Noise, string.Create(CultureInfo.InvariantCulture,
        $"Within {limit.TotalMinutes:0.#} minutes this machine found too little time to load and run the model. Close other programs and grade again."));

    public static GradingException TookTooMuch(ByteSize limit) => new(Cause.OutOfMemory,
        $"Loading and running the model took more than {limit} and was ended. Look for operators that make large values.");

    public static GradingException Crashed(string what) => new(Cause.Crash,
        $"The process that loads and runs the model crashed. The model is broken. {what}");

    public static GradingException NoFigures() => new(Cause.Cheating,
        "The process that loads and runs the model gave no figures that a measurement can give: the model changed what it does. Write a model of plain operators.");
}
