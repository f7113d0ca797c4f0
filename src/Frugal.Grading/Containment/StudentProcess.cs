using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Grading.Submissions;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The process in which a student's code runs: it is called through probes and returns plain data.</summary>
/// <remarks>The first call starts it, as the program of the probe's assembly, whose entry point is <see cref="Worker.Run"/>. Several calls run
/// in the same process; after a failure that ended it, start another one.</remarks>
public sealed class StudentProcess : IDisposable
{
    private readonly Limits limits;
    private readonly Scratch scratch;
    private readonly Sandbox sandbox;
    private readonly Lock calling = new();
    private Child? child;
    private bool disposed;

    /// <summary>For the process that grades mutants: what runs in the place of the built program; null otherwise.</summary>
    internal static StudentSubstitute? Substitute { get; set; }

    private StudentProcess(Limits limits, Scratch scratch, Sandbox sandbox)
    {
        this.sandbox = sandbox;
        this.limits = limits;
        this.scratch = scratch;
    }

    /// <summary>False once the process has exited or was killed; then every call fails.</summary>
    public bool Alive => !disposed && child is not { Alive: false };

    /// <summary>Prepares a process that is limited by <paramref name="limits"/> and may write only to <paramref name="scratch"/>.</summary>
    public static StudentProcess Start(Limits limits, Scratch scratch) => Start(limits, scratch, Sandbox.Best);

    /// <summary>As above, in the given sandbox.</summary>
    internal static StudentProcess Start(Limits limits, Scratch scratch, Sandbox sandbox)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(scratch);
        if (OperatingSystem.IsLinux() && !Debugger.IsAttached)
        {
            Unix.HideMemory();                               // where there is no sandbox, the student's process is the same user's
        }

        return new StudentProcess(limits, scratch, sandbox);
    }

    /// <summary>The program that ran the last probe; null before the first call.</summary>
    internal string? Program { get; private set; }

    /// <summary>How the process is contained on this machine, and what is not contained: one sentence each.</summary>
    public IReadOnlyList<string> Containment => sandbox.Says;

    /// <summary>The peak memory of the process and its children, sampled every 25 ms and after each call.</summary>
    public MemorySnapshot PeakMemory => child?.Peak ?? default;

    /// <summary>Returns the processor time of the process and its children so far, as counted by the kernel in nanoseconds; null on systems
    /// whose resolution is too coarse to time a call.</summary>
    public Func<TimeSpan>? ProcessorTime => OperatingSystem.IsLinux() ? Taken : null;

    /// <summary>Runs a probe in the student's process.</summary>
    /// <param name="probe">A static method of the grader, with a unique name in its class, that calls the student's code.</param>
    /// <param name="input">The probe's input; serialised as JSON.</param>
    /// <param name="limit">The time limit; <see cref="Limits.Time"/> if not given.</param>
    /// <returns>The answer. It comes from the student's process and is untrusted: it may be any value of its type.</returns>
    /// <exception cref="StudentFailure">There is no answer; see the cause.</exception>
    public TOut Call<TIn, TOut>(Func<TIn, TOut> probe, TIn input, TimeSpan? limit = null) => Ask<TIn, TOut>(probe, input, limit);

    /// <summary>Runs an asynchronous probe in the student's process.</summary>
    /// <inheritdoc cref="Call{TIn,TOut}(Func{TIn,TOut},TIn,TimeSpan?)"/>
    public TOut Call<TIn, TOut>(Func<TIn, Task<TOut>> probe, TIn input, TimeSpan? limit = null) => Ask<TIn, TOut>(probe, input, limit);

    /// <summary>The program that runs the probes of an assembly, beside the student's code: of the submission that is graded, otherwise where
    /// <c>Probes.props</c> built it; the assembly itself if it has no such program.</summary>
    public static string ProgramOf(Assembly probes)
    {
        ArgumentNullException.ThrowIfNull(probes);
        var built = probes.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == "FrugalProgram")?.Value;
        return built is null ? probes.Location
            : Substitute is { } other ? other.Program
            : GradedWork.Current is { } work ? Path.Combine(GradedWork.ProgramIn(work), Path.GetFileName(built))
            : built;
    }

    /// <summary>Kills the process with all its children.</summary>
    public void Dispose()
    {
        lock (calling)
        {
            if (!disposed)
            {
                disposed = true;
                child?.Dispose();
            }
        }
    }

    [SupportedOSPlatform("linux")]
    private TimeSpan Taken() => child?.ProcessorTime ?? TimeSpan.Zero;

    private TOut Ask<TIn, TOut>(Delegate probe, TIn input, TimeSpan? limit)
    {
        ArgumentNullException.ThrowIfNull(probe);
        if (!probe.Method.IsStatic || probe.Method.DeclaringType is not { FullName: { } type } holder)
        {
            throw new ArgumentException("A probe is a static method of the grader: no lambda, no method of an object.", nameof(probe));
        }

        lock (calling)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var program = Program = ProgramOf(holder.Assembly);
            child ??= new Child(program, limits, scratch, sandbox);
            child.WaitUntilReady();
            child.ExpectSilence();
            var start = Stopwatch.GetTimestamp();
            var nonce = RandomNumberGenerator.GetHexString(32);
            child.Send(JsonSerializer.SerializeToUtf8Bytes(
                new CallRequest(nonce, program, type, probe.Method.Name, JsonSerializer.SerializeToElement(input, CallJson.Options)), CallJson.Options));
            var frame = child.Receive(Shorten(program, limit ?? limits.Time), start);
            return Accept<TOut>(frame, nonce, probe.Method.ReturnParameter, child.Measure());
        }
    }

    private TOut Accept<TOut>(byte[] frame, string nonce, ParameterInfo promised, StudentFailure? exceeded)
    {
        try
        {
            var reply = JsonSerializer.Deserialize<CallReply>(frame, CallJson.Options);
            return reply?.Nonce != nonce ? throw Ended(Verdicts.Forged("The program sent an answer that was not asked for"))
                : reply.Thrown is { Type: "System.OutOfMemoryException" } && exceeded is not null ? throw Ended(exceeded)   // the kernel refuses threads by this exception too
                : reply.Thrown is { } thrown ? throw Verdicts.Threw(thrown.Bounded(), promised.Member.DeclaringType?.Namespace)
                : reply.Answer is { } answer && Value<TOut>(answer) is { } value ? value
                : PromisesValue(promised) ? throw Verdicts.NoAnswer() : default!;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or NotSupportedException or ArgumentException or FormatException)
        {
            throw Ended(Verdicts.Forged("The program sent something that is not an answer"));
        }
    }

    /// <summary>The value, of finite numbers. A comparison with NaN is neither true nor false, so that a test could take it for right.</summary>
    private static TOut? Value<TOut>(JsonElement answer)
    {
        try
        {
            return answer.Deserialize<TOut>(CallJson.Finite);
        }
        catch (JsonException)
        {
            _ = answer.Deserialize<TOut>(CallJson.Options);
            throw Verdicts.NotFinite();
        }
    }

    private static TimeSpan Shorten(string program, TimeSpan limit) => Substitute is { } other && other.Program == program ? other.Shorten(limit) : limit;

    private StudentFailure Ended(StudentFailure reason)
    {
        child!.End(reason);
        return reason;
    }

    /// <summary>Whether the probe's return type, or the result type of its task, is non-nullable.</summary>
    private static bool PromisesValue(ParameterInfo result)
    {
        var declared = new NullabilityInfoContext().Create(result);
        return (typeof(Task).IsAssignableFrom(result.ParameterType) ? declared.GenericTypeArguments[0] : declared).ReadState == NullabilityState.NotNull;
    }
}
