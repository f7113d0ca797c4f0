namespace Frugal.Architectures;

/// <summary>Creates the exceptions of factorisation.</summary>
internal static class FactorizationErrors
{
    public static FrugalException Rank(int rank, string allowed) =>
        new(FormattableString.Invariant($"A rank of {rank} cannot be kept: it must be {allowed}. Give such a rank, or a part of the energy."));

    public static FrugalException Energy(double energy) =>
        new(FormattableString.Invariant($"{energy} of the energy cannot be kept: the part must be above 0 and at most 1. Give 0.9 for nine tenths."));

    public static FrugalException NotFinite(string layer) =>
        new($"{layer}: some weights are NaN or infinite. Train the network again, or load its weights from an intact file.");

    public static FrugalException Unsupported(string layer, string what) =>
        new($"{layer}: {what} cannot be factored. Leave this layer as it is.");
}
