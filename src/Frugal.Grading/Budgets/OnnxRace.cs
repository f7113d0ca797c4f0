using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>Times a model against its reference, and against the grader's worked model if there is one: interleaved in this process, on one thread
/// pinned to one processor. Each model has its own session, memory arena and binding.</summary>
internal static class OnnxRace
{
    public static SpeedUp Run(MeasuringRequest request)
    {
        using var reference = PictureModel.Open(request.Reference);
        using var worked = request.Worked is { } path ? PictureModel.Open(path, reference.Preprocessing) : null;
        using var subject = PictureModel.Open(request.Subject, reference.Preprocessing);
        var pictures = reference.Draw(request.Seed);
        subject.Bind(pictures);
        reference.Bind(pictures);
        worked?.Bind(pictures);
        GC.Collect();
        int? processor = CpuAffinity.Choose(1) is [var last] ? last : null;
        var clock = ThreadCpuClock.Instance ?? TimeProvider.System;
        return CpuAffinity.RunPinned(processor, () => worked is null
            ? new FairTimer(request.Gate!, request.Timing, clock).Measure(subject.Run, reference.Run)
            : new FairTimer(request.WorkedGate!, request.Timing, clock).Measure(subject.Run, reference.Run, worked.Run));
    }
}
