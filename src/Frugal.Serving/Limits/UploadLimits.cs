using Frugal.Measuring;

namespace Frugal.Serving.Limits;

/// <summary>Limits for uploads.</summary>
public sealed record UploadLimits
{
    /// <summary>Maximum size of one upload; 10 MB by default.</summary>
    public ByteSize Largest { get; init => field = Positive(value, nameof(Largest)); } = ByteSize.Parse("10 MB");

    /// <summary>Maximum total size of all clients' uploads in memory at one time; 64 MB by default. Further uploads are refused (503).</summary>
    public ByteSize InMemory { get; init => field = Positive(value, nameof(InMemory)); } = ByteSize.Parse("64 MB");

    private static ByteSize Positive(ByteSize value, string name) =>
        value.Bytes > 0 ? value : throw new FrugalException($"{name} is {value}. Allowed: 1 byte and more.");
}
