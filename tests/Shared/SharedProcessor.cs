namespace Frugal.Tests.Shared;

/// <summary>A processor of which another program takes half, in slices of 1 to 6 ms: what work on it takes by the wall clock.</summary>
internal sealed class SharedProcessor(FakeClock clock, Random random)
{
    private double untilSwitch;

    /// <summary>Work of about this long, by 10% more or less.</summary>
    public void Work(double milliseconds)
    {
        for (var left = milliseconds * (0.9 + 0.2 * random.NextDouble()); left > 0;)
        {
            var here = Math.Min(left, untilSwitch);
            clock.Pass(here);
            (left, untilSwitch) = (left - here, untilSwitch - here);
            if (untilSwitch <= 0)
            {
                clock.Pass(1 + 5 * random.NextDouble());
                untilSwitch = 1 + 5 * random.NextDouble();
            }
        }
    }
}
