using Frugal.Measuring;

namespace Frugal.Serving.Limits;

/// <summary>How much clients may upload.</summary>
public sealed record UploadLimits
{
    /// <summary>The most bytes of one upload; 10 MB by default.</summary>
    public ByteSize Largest { get; init => field = Positive(value, nameof(Largest)); } = ByteSize.Parse("10 MB");

    /// <summary>The most bytes of uploads that are in memory at one time, of all clients; 64 MB by default. More are told to come back (503).</summary>
    public ByteSize InMemory { get; init => field = Positive(value, nameof(InMemory)); } = ByteSize.Parse("64 MB");

    private static ByteSize Positive(ByteSize value, string name) =>
        value.Bytes > 0 ? value : throw new FrugalException($"{name} is {value}. Allowed: 1 byte and more.");
}
