using Frugal.Measuring;

namespace Frugal.Tests.Shared;

/// <summary>A report with round figures: an fp32 model and what became of it.</summary>
internal static class SampleReport
{
    public static MeasurementReport Create(bool standIn = false) => new(
        new MachineInfo("AMD EPYC 9B45", 2, ["avx2", "avx512_vnni"], 25_300_000_000, "Debian GNU/Linux 12 (bookworm) x64"),
        new RuntimeInfo("0.1.0", "10.0.12", "1.29.0", true, 25, 0.99, new RamFigures(14_100_000, 12_600_000), "smaps_rollup"),
        new DatasetFigures(standIn ? "garments" : "clothing-small", "validation", 341, standIn ? "generated" : "mirror", standIn),
        [
            Model("clothing-resnet-fp32", "fp32", 4_800_000, 2.4, 0.8886, null),
            Model("clothing-resnet-fp16", "fp16", 2_410_000, 2.41, 0.8886, new VersusFigures(1.9917, 0.996, [0.98, 1.01], 0, 1)),
            Model("clothing-resnet-int8", "int8", 1_260_000, 0.85, 0.8827, new VersusFigures(3.8095, 2.824, [2.75, 2.91], -0.59, 0.9795)),
        ]);

    private static ModelFigures Model(string name, string format, long bytes, double milliseconds, double accuracy, VersusFigures? versus) => new(
        name, format, bytes, 1_192_000, 118_000_000, 12.5,
        new LatencyFigures(milliseconds, 1.1 * milliseconds, 1.3 * milliseconds, 1000 / milliseconds, 1, 1),
        new RamFigures(2 * bytes, 900_000), accuracy, versus);
}
