using System.Runtime.InteropServices;
using NUnit.Framework.Interfaces;

namespace Frugal.Tests.Shared;

/// <summary>For tests that load llama.cpp. Where Linux lacks libgomp, they are skipped and listed, or failed in CI.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsLlamaCppAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    /// <summary>Ends the test if llama.cpp cannot be loaded for want of libgomp.</summary>
    public static void OrSkip()
    {
        if (OperatingSystem.IsLinux() && !NativeLibrary.TryLoad("libgomp.so.1", out _))
        {
            MissingTool.Report("There is no libgomp, which llama.cpp needs.");
        }
    }

    public void BeforeTest(ITest test) => OrSkip();

    public void AfterTest(ITest test)
    {
    }
}
