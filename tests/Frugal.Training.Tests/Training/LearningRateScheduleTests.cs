namespace Frugal.Training.Tests.Training;

public class LearningRateScheduleTests
{
    [Test]
    public void The_rate_rises_straight_and_falls_as_a_cosine()
    {
        var schedule = new LearningRateSchedule(peak: 0.1, warmUp: 4, total: 12);

        Assert.That(schedule.At(0), Is.EqualTo(0.025).Within(1e-12));
        Assert.That(schedule.At(3), Is.EqualTo(0.1).Within(1e-12));
        Assert.That(schedule.At(4), Is.EqualTo(0.1).Within(1e-12));
        Assert.That(schedule.At(8), Is.EqualTo(0.05).Within(1e-12));
        Assert.That(schedule.At(12), Is.EqualTo(0).Within(1e-12));
    }
}
