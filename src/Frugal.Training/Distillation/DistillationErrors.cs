namespace Frugal.Distillation;

/// <summary>Creates the exceptions of distillation.</summary>
internal static class DistillationErrors
{
    public static FrugalException NoFeatures(string type) =>
        new($"The teacher is a {type}, whose features cannot be seen. Set Hints, Attention and the relational weights to 0, or give an Architecture.");

    public static FrugalException CacheHoldsLogits() =>
        new("A cache holds the teacher's logits and not its features. Set Hints, Attention and the relational weights to 0, or leave the cache out.");

    public static FrugalException OtherClasses(long teacher, long student) =>
        new($"The teacher knows {teacher} classes and the student {student}. Give both the same.");

    public static FrugalException NoCommonSize(string teacher, string student) =>
        new($"No features of the teacher ({teacher}) have the height and width of some of the student's ({student}). Use the teacher's logits or its relations, or another student.");

    public static FrugalException NotFinite() =>
        new("The teacher's logits contain NaN or infinity. Its weights are damaged: train or load it again.");

    public static FrugalException OnePicture() =>
        new("Relations need at least two pictures in a batch, angles three. Raise the batch size.");
}
