using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Hostile;

/// <summary>Submissions that change the .NET around them, or what it does when they end.</summary>
public static class Runtime
{
    public static int ExitThatNeverEnds(string about)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Ends.Deadlock(about);
        Environment.Exit(0);
        return about.Length;
    }

    public static int CrashThatNeverEnds(string about)
    {
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Ends.Deadlock(about);
        return Ends.ThrowOnAnotherThread(about);
    }

    public static int ReplaceTheConsole(string about)
    {
        Console.SetOut(new StringWriter());
        Console.SetError(TextWriter.Null);
        Console.SetIn(new StringReader("42"));
        return 0;
    }

    /// <summary>Another assembly in the place of one that is not there yet, and for whatever is asked by name.</summary>
    public static int ResolveWhatIsMissing(string about)
    {
        AssemblyLoadContext.Default.Resolving += (_, _) => typeof(Runtime).Assembly;
        AppDomain.CurrentDomain.AssemblyResolve += (_, _) => typeof(Runtime).Assembly;
        AppDomain.CurrentDomain.TypeResolve += (_, _) => typeof(Runtime).Assembly;
        return 0;
    }

    public static int ChangeTheCulture(string about)
    {
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (odd.NumberFormat.NegativeSign, odd.NumberFormat.NumberDecimalSeparator) = ("minus", "::error::");
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture) = (odd, odd);
        return 0;
    }

    /// <summary>Every thread of the pool, for ever: .NET then adds one after the other.</summary>
    public static int TakeAllThreads(string about)
    {
        for (var i = ThreadPool.ThreadCount + Environment.ProcessorCount; i > 0; i--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Ends.Deadlock(about), null);
        }

        return 0;
    }

    public static int PressTheCollector(string about)
    {
        GC.AddMemoryPressure(1L << 40);
        GC.Collect();
        GCSettings(about);
        return 0;
    }

    /// <summary>The clock of the process, by reflection and in the memory that holds it.</summary>
    public static int ChangeTheStopwatch(string about)
    {
        typeof(Stopwatch).GetField(nameof(Stopwatch.Frequency))!.SetValue(null, 1L);
        return 1;
    }

    /// <summary>What the grader would see of types of its own: converters are chosen by the grader's side alone.</summary>
    public static int ConvertersForAllTypes(string about)
    {
        var options = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType("Frugal.Grading.Containment.CallJson")).First(type => type is not null)!
            .GetProperty("Options", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
        ((System.Text.Json.JsonSerializerOptions)options).Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());
        return 1;
    }

    /// <summary>A list whose length lies, and that never ends.</summary>
    public static IEnumerable<int> EndlessList()
    {
        while (true)
        {
            yield return 42;
        }
    }

    public static int LyingException(string about) => throw new Lie(about);

    /// <summary>An exception named after the input: a type for each input that it meets.</summary>
    public static int ExceptionNamedAfterTheInput(string about) => throw (about.Length % 2 == 0 ? new Even() : new Odd());

    public static int ExceptionThatNeverEnds(string about) => throw new Endless();

    public static int ExceptionThatCannotBeRead(string about) => throw new Unreadable();

    /// <summary>Everything that a log, a page or a program may take for more than text.</summary>
    public static int Shout(string about)
    {
        var text = Frugal.Tests.Shared.HostileTexts.All;
        Console.WriteLine(text);
        Console.Error.WriteLine(text);
        throw new InvalidOperationException(text);
    }

    private static void GCSettings(string about) => System.Runtime.GCSettings.LatencyMode = about.Length > 0 ? System.Runtime.GCLatencyMode.SustainedLowLatency : System.Runtime.GCLatencyMode.Batch;

    private sealed class Lie(string secret) : Exception
    {
        public override string Message => $"the input is {secret}";

        public override string StackTrace => $"   at The.input.is_{secret}() in /x/{secret}.cs:line 70017";

        public override string ToString() => $"System.Exception: the input is {secret}\n{StackTrace}";
    }

    private sealed class Even : Exception;

    private sealed class Odd : Exception;

    private sealed class Endless : Exception
    {
        public override string Message => $"{Ends.Recurse("x")}";
    }

    private sealed class Unreadable : Exception
    {
        public override string Message => throw this;
    }
}
