using Frugal.Grading.Containment;

namespace Frugal.Tests.Shared;

/// <summary>For tests of what only the sandbox does.</summary>
internal static class NeedsSandbox
{
    /// <summary>Ends the test where submissions are not contained: skipped and listed, or failed in CI, where a sandbox that is not used must not pass unseen.</summary>
    public static void OrSkip()
    {
        if (!Sandbox.Best.Wraps)
        {
            MissingTool.Report(Sandbox.Best.Says[0]);
        }
    }
}
