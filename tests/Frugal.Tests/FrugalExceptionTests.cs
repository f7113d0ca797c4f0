namespace Frugal.Tests;

public class FrugalExceptionTests
{
    [Test]
    public void A_failure_keeps_its_message_and_its_cause()
    {
        var cause = new InvalidOperationException("beneath");

        var failure = new FrugalException("a.onnx: cut off at byte 12. Download it again.", cause);

        Assert.That(failure.Message, Is.EqualTo("a.onnx: cut off at byte 12. Download it again."));
        Assert.That(failure.InnerException, Is.SameAs(cause));
    }
}
