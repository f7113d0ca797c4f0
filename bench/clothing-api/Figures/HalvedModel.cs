using Frugal.Benchmarks.Serving.Servers;

namespace Frugal.Benchmarks.Serving.Figures;

/// <summary>The file of the int8 model, cut in half for a while; whole again once disposed.</summary>
internal sealed class HalvedModel(Shop shop) : IDisposable
{
    private readonly string file = shop.Prepared.Classifier("int8");
    private readonly byte[] whole = File.ReadAllBytes(shop.Prepared.Classifier("int8"));

    public void Cut() => File.WriteAllBytes(file, whole[..(whole.Length / 2)]);

    public void Dispose() => File.WriteAllBytes(file, whole);
}
