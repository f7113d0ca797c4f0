namespace Frugal.Texts;

/// <summary>Errors of n-gram classifiers, all created here.</summary>
internal static class NgramClassifierErrors
{
    public static FrugalException NoExamples() => new("N-gram classifier: there are no examples. Give at least one text with its label.");

    public static FrugalException Classes(int given) => new(FormattableString.Invariant($"N-gram classifier: {given} classes are given; it must be 2 to 10000. Name each class once."));

    public static FrugalException Label(int label, int example, int classes) =>
        new(FormattableString.Invariant($"N-gram classifier: the label of example {example} is {label}; labels are 0 to {classes - 1}. Number them in the order of the classes."));

    public static FrugalException Counts(int texts, int labels) => new(FormattableString.Invariant($"N-gram classifier: {texts} texts have {labels} labels. Give one label per text."));

    public static FrugalException OddDimension(int given) =>
        new(FormattableString.Invariant($"N-gram classifier: product quantisation stores two numbers in a byte, and rows have {given}. Train with an even Dimension."));

    public static FrugalException Damaged(string path, string cause, Exception? inner = null) =>
        new($"{path}: cannot be read as an n-gram classifier ({cause}). Give a file that NgramClassifier.Save wrote.", inner);
}
