using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace Frugal.Grading.Containment;

/// <summary>The student's process: reads calls from the grader, runs the probes, and sends the answers.</summary>
public static class Worker
{
    /// <summary>The first argument of a worker; it is followed by the handles of the pipes to read from and to write to, and by its limits.</summary>
    internal const string Command = "student-process";

    /// <summary>The entry point of a grader's program: <c>static int Main(string[] args) =&gt; Worker.Run(args);</c>.</summary>
    /// <returns>0 if the grader closed the connection, 2 if the program was not started by a grader.</returns>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [Command, var input, var output, var largestFile, var mostTasks])
        {
            Console.Error.WriteLine("This program is started by a grader. Run: dotnet test");
            return 2;
        }

        using var requests = new AnonymousPipeClientStream(PipeDirection.In, input);
        using var replies = new AnonymousPipeClientStream(PipeDirection.Out, output);
        Confine([input, output], long.Parse(largestFile, CultureInfo.InvariantCulture), int.Parse(mostTasks, CultureInfo.InvariantCulture));
        Frame.Write(replies, []);                            // ready signal
        while (Frame.Read(requests, int.MaxValue) is { } frame)
        {
            var request = JsonSerializer.Deserialize<CallRequest>(frame, CallJson.Options)!;
            Frame.Write(replies, Answer(request));
        }

        Environment.Exit(0);                                 // ends threads that the student's code left running
        return 0;
    }

    /// <summary>Restrictions that need no sandbox: a separate process group, no core dumps, limits on files and processes, and pipes that children do not inherit.</summary>
    private static void Confine(IEnumerable<string> handles, long largestFile, int mostTasks)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Unix.BecomeGroupLeader();
        Unix.LimitFiles(largestFile);
        if (OperatingSystem.IsLinux())
        {
            Unix.LimitTasks(mostTasks);
            foreach (var handle in handles)
            {
                Unix.CloseOnExec(int.Parse(handle, CultureInfo.InvariantCulture));
            }
        }
    }

    private static byte[] Answer(CallRequest request)
    {
        try
        {
            var probe = Find(request);
            var input = request.Input.Deserialize(probe.GetParameters()[0].ParameterType, CallJson.Options);
            var (answer, type) = Invoke(probe, input);
            return JsonSerializer.SerializeToUtf8Bytes(new CallReply(request.Nonce, JsonSerializer.SerializeToElement(answer, type, CallJson.Options), null), CallJson.Options);
        }
        catch (Exception thrown)
        {
            return JsonSerializer.SerializeToUtf8Bytes(new CallReply(request.Nonce, null, Describe(Innermost(thrown))), CallJson.Options);
        }
    }

    private static MethodInfo Find(CallRequest request)
    {
        var loaded = AssemblyLoadContext.Default.Assemblies.FirstOrDefault(assembly => assembly.Location == request.Assembly)
            ?? AssemblyLoadContext.Default.LoadFromAssemblyPath(request.Assembly);
        return loaded.GetType(request.Type, throwOnError: true)!.GetMethod(request.Method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new MissingMethodException(request.Type, request.Method);
    }

    private static (object? Answer, Type Type) Invoke(MethodInfo probe, object? input)
    {
        var answer = probe.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [input], CultureInfo.InvariantCulture);
        if (answer is not Task task)
        {
            return (answer, probe.ReturnType);
        }

        task.GetAwaiter().GetResult();
        return (probe.ReturnType.GetProperty(nameof(Task<>.Result))!.GetValue(task), probe.ReturnType.GetGenericArguments()[0]);
    }

    /// <summary>The exception thrown by the student's code, without the wrappers added by reflection, tasks and type initialisers.</summary>
    private static Exception Innermost(Exception thrown) => thrown is AggregateException or TargetInvocationException or TypeInitializationException && thrown.InnerException is { } inner
        ? Innermost(inner)
        : thrown;

    /// <summary>Describes an exception; a student's own exception type may throw when its message is read.</summary>
    private static ThrownException Describe(Exception thrown)
    {
        var type = thrown.GetType().FullName;
        try
        {
            return new ThrownException(type, thrown.Message, Trace(thrown)).Bounded();
        }
        catch (Exception)
        {
            return new ThrownException(type, null, null);
        }
    }

    /// <summary>Types, messages and stack traces, without <see cref="Exception.ToString"/> and <see cref="Exception.StackTrace"/>, which a student's own type may override.</summary>
    private static string Trace(Exception? thrown) => thrown is null ? "" : $"{thrown.GetType().FullName}: {thrown.Message}\n{new StackTrace(thrown, fNeedFileInfo: true)}{Trace(thrown.InnerException)}";
}
