using Frugal.Setup.Testing;

namespace Setup.Tests;

public class SkippedTestTests
{
    private const string Trx = """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testId="1" testName="Passes" outcome="Passed" />
            <UnitTestResult testId="2" testName="Draws_the_page(2)" outcome="NotExecuted"><Output><ErrorInfo><Message>OneTimeSetUp: SetUp : No browser.</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testId="3" testName="Talks" outcome="NotExecuted" />
          </Results>
          <TestDefinitions>
            <UnitTest id="1"><TestMethod className="A.Pages" name="Passes" /></UnitTest>
            <UnitTest id="2"><TestMethod className="A.Pages" name="Draws_the_page" /></UnitTest>
            <UnitTest id="3"><TestMethod className="A.Kernels" name="Talks" /></UnitTest>
          </TestDefinitions>
        </TestRun>
        """;

    [Test]
    public void A_skipped_test_is_read_with_its_name_and_reason() =>
        Assert.That(SkippedTest.Read(Trx), Is.EqualTo(new SkippedTest[] { new("A.Pages.Draws_the_page(2)", "No browser."), new("A.Kernels.Talks", "no reason given") }));

    [Test]
    public void Skipped_tests_are_listed_under_their_reasons_with_counts() =>
        Assert.That(SkippedTest.List([new("A.One", "No browser."), new("B.Two", "No client."), new("A.Three", "No browser.")]).Split(Environment.NewLine), Is.EqualTo(new[]
        {
            "Skipped, 2: No browser.", "    A.One", "    A.Three",
            "Skipped, 1: No client.", "    B.Two", "",
        }));

    [Test]
    public void Without_skipped_tests_nothing_is_listed() =>
        Assert.That(SkippedTest.List([]), Is.Empty);
}
