using System.Text;
using Frugal.Grading.Containment;

namespace Frugal.Grading.Tests.Containment;

public class OutputMeterTests
{
    [Test]
    public void All_is_counted_and_the_last_is_kept([Values(1, 3, 7, 16, 40)] int piece)
    {
        const string Text = "The quick brown fox jumps over the lazy dog";
        var meter = new OutputMeter(kept: 16);

        foreach (var part in Text.Chunk(piece))
        {
            meter.Add(Encoding.UTF8.GetBytes(part));
        }

        Assert.That((meter.Total, meter.ToString()), Is.EqualTo(((long)Text.Length, Text[^16..])));
    }
}
