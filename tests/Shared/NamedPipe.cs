using System.Diagnostics;

namespace Frugal.Tests.Shared;

/// <summary>A pipe in the file system: who opens it waits for the other end. Windows has none.</summary>
internal static class NamedPipe
{
    public static void Make(string path)
    {
        using var maker = Process.Start("mkfifo", path);
        maker.WaitForExit();
        Assert.That(maker.ExitCode, Is.Zero);
    }
}
