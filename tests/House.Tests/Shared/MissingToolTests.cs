namespace House.Tests.Shared;

public class MissingToolTests
{
    [TestCase(null)]
    [TestCase("")]
    public void A_test_without_its_tool_is_skipped_with_the_reason(string? ci) =>
        Assert.That(() => MissingTool.Report("There is no browser.", ci), Throws.TypeOf<IgnoreException>().With.Message.EqualTo("There is no browser."));

    [Test]
    public void In_CI_a_test_without_its_tool_fails()
    {
        using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            Assert.That(() => MissingTool.Report("There is no browser.", "true"), Throws.TypeOf<AssertionException>().With.Message.Contains("There is no browser."));
        }
    }
}
