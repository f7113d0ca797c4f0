namespace Frugal.Tests.Shared;

/// <summary>What becomes of a test that needs a tool which this machine lacks.</summary>
internal static class MissingTool
{
    /// <summary>Ends the test: skipped, with the reason in the list that <c>./frugal test</c> prints.</summary>
    /// <remarks>In CI it fails: there <c>./frugal test</c> installs the tools, and a failed installation must not pass unseen.</remarks>
    /// <param name="reason">What is missing, as a sentence.</param>
    public static void Report(string reason) => Report(reason, Environment.GetEnvironmentVariable("CI"));

    /// <summary>The same, for a value of the variable CI.</summary>
    public static void Report(string reason, string? ci)
    {
        if (ci is { Length: > 0 })
        {
            Assert.Fail($"{reason} In CI that is a failure: see why ./frugal test could not install it.");
        }

        Assert.Ignore(reason);
    }
}
