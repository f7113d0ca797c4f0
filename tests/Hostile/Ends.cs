using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hostile;

/// <summary>Submissions that end their process, or never end.</summary>
public static partial class Ends
{
    public static int LoopForever(string about)
    {
        var x = about.Length;
        while (true)
        {
            x++;
        }
    }

    public static int Recurse(string about) => Recurse(about) + 1;

    public static int Deadlock(string about)
    {
        using var never = new ManualResetEventSlim();
        never.Wait();
        return about.Length;
    }

    public static int Exit(string about)
    {
        Environment.Exit(0);
        return about.Length;
    }

    public static int FailFast(string about)
    {
        Environment.FailFast(about);
        return 0;
    }

    public static int ExitInAFinalizer(string about)
    {
        MakeGarbage();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Deadlock(about);
    }

    public static int ExitWhenAnAssemblyIsLoaded(string about)
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, _) => Environment.Exit(4);
        return System.Xml.Linq.XElement.Parse("<a/>").Name.LocalName.Length + about.Length;
    }

    public static int KillItself(string about)
    {
        _ = SendSignal(Environment.ProcessId, 9);
        return Deadlock(about);
    }

    public static int StopItself(string about)
    {
        _ = SendSignal(Environment.ProcessId, 19);
        return Deadlock(about);
    }

    public static int Abort(string about)
    {
        AbortProcess();
        return about.Length;
    }

    /// <summary>A wild pointer within native code: the runtime cannot make an exception of it.</summary>
    public static int WildPointerInNativeCode(string about) => (int)Length(about.Length);

    public static int ThrowOnAnotherThread(string about)
    {
        var thread = new Thread(() => throw new InvalidOperationException(about));
        thread.Start();
        thread.Join();
        return Deadlock(about);
    }

    public static int ThrowAfterTheAnswer(string about)
    {
        new Thread(() =>
        {
            Thread.Sleep(1000);   // long enough for the answer to leave a busy machine first
            throw new InvalidOperationException(about);
        }).Start();
        return about.Length;
    }

    public static int BurnAfterTheAnswer(string about)
    {
        new Thread(() => LoopForever(about)).Start();
        return about.Length;
    }

    /// <summary>Code that runs before any method of the assembly does.</summary>
    [ModuleInitializer]
    internal static void AtLoad()
    {
        if (File.Exists("exit-at-load"))
        {
            Environment.Exit(5);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGarbage() => _ = new Last();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void AbortProcess();

    [LibraryImport("libc", EntryPoint = "strlen")]
    private static partial nint Length(nint text);

    private sealed class Last
    {
        ~Last() => Environment.Exit(3);
    }
}
