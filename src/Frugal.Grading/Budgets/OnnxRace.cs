using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Times a model against its reference, both in this process, on one thread that is pinned to one processor.</summary>
internal static class OnnxRace
{
    public static SpeedUp Run(MeasuringRequest request, SpeedGate gate)
    {
        using var reference = PictureModel.Open(request.Reference);
        using var subject = PictureModel.Open(request.Subject, reference.Preprocessing);
        var pictures = reference.Draw(request.Seed);
        subject.Bind(pictures);
        reference.Bind(pictures);
        GC.Collect();
        int? processor = CpuAffinity.Choose(1) is [var last] ? last : null;
        var timer = new FairTimer(gate, request.Timing, ThreadCpuClock.Instance ?? TimeProvider.System);
        return CpuAffinity.RunPinned(processor, () => timer.Measure(subject.Run, reference.Run));
    }
}
