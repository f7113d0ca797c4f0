using System.Diagnostics;
using System.Reflection;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The process in which a student's code runs: it is asked by probes and answers with plain data.</summary>
/// <remarks>It is started by the first call, as the program of the probe's assembly, whose entry point is <see cref="Worker.Run"/>. Several calls run
/// in the same process; after a failure that ended it, start another one.</remarks>
public sealed class StudentProcess : IDisposable
{
    private readonly Limits limits;
    private readonly Scratch scratch;
    private readonly Sandbox sandbox;
    private readonly Lock calling = new();
    private Child? child;
    private bool disposed;

    private StudentProcess(Limits limits, Scratch scratch, Sandbox sandbox)
    {
        this.sandbox = sandbox;
        this.limits = limits;
        this.scratch = scratch;
    }

    /// <summary>False once the process has ended, by itself or because it was ended; then every call fails.</summary>
    public bool Alive => !disposed && child is not { Alive: false };

    /// <summary>Makes ready a process that may take no more than <paramref name="limits"/> and write nothing but <paramref name="scratch"/>.</summary>
    public static StudentProcess Start(Limits limits, Scratch scratch) => Start(limits, scratch, Sandbox.Best);

    /// <summary>The same, in a sandbox of one's choice.</summary>
    internal static StudentProcess Start(Limits limits, Scratch scratch, Sandbox sandbox)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(scratch);
        return new StudentProcess(limits, scratch, sandbox);
    }

    /// <summary>How the process is contained, and what is not on this machine: a sentence each.</summary>
    public IReadOnlyList<string> Containment => sandbox.Says;

    /// <summary>The most memory that the process and its children held at one time, seen every 25 ms and after each call.</summary>
    public MemorySnapshot PeakMemory => child?.Peak ?? default;

    /// <summary>Tells the processor time that the process and its children have taken so far, in nanoseconds of the kernel's; null on systems
    /// that count in steps too long to time a call by.</summary>
    public Func<TimeSpan>? ProcessorTime => OperatingSystem.IsLinux() ? Taken : null;

    /// <summary>Runs a probe in the student's process.</summary>
    /// <param name="probe">A static method of the grader, with a name of its own in its class, that calls the student's code.</param>
    /// <param name="input">Its input; written as JSON.</param>
    /// <param name="limit">How long it may take; <see cref="Limits.Time"/> where not given.</param>
    /// <returns>The answer. It comes from the student's process: it may be anything of its type.</returns>
    /// <exception cref="StudentFailure">There is no answer; the cause tells why.</exception>
    public TOut Call<TIn, TOut>(Func<TIn, TOut> probe, TIn input, TimeSpan? limit = null) => Ask<TIn, TOut>(probe, input, limit);

    /// <summary>Runs an asynchronous probe in the student's process.</summary>
    /// <inheritdoc cref="Call{TIn,TOut}(Func{TIn,TOut},TIn,TimeSpan?)"/>
    public TOut Call<TIn, TOut>(Func<TIn, Task<TOut>> probe, TIn input, TimeSpan? limit = null) => Ask<TIn, TOut>(probe, input, limit);

    /// <summary>Ends the process with all its children.</summary>
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
            child ??= new Child(holder.Assembly.Location, limits, scratch, sandbox);
            child.WaitUntilReady();
            child.ExpectSilence();
            var start = Stopwatch.GetTimestamp();
            var nonce = RandomNumberGenerator.GetHexString(32);
            child.Send(JsonSerializer.SerializeToUtf8Bytes(
                new CallRequest(nonce, holder.Assembly.Location, type, probe.Method.Name, JsonSerializer.SerializeToElement(input, CallJson.Options)), CallJson.Options));
            var frame = child.Receive(limit ?? limits.Time, start);
            child.Measure();
            return Accept<TOut>(frame, nonce, probe.Method.ReturnParameter);
        }
    }

    private TOut Accept<TOut>(byte[] frame, string nonce, ParameterInfo promised)
    {
        try
        {
            var reply = JsonSerializer.Deserialize<CallReply>(frame, CallJson.Options);
            return reply?.Nonce != nonce ? throw Ended(Verdicts.Forged("The program sent an answer that was not asked for"))
                : reply.Thrown is { } thrown ? throw Verdicts.Threw(thrown)
                : reply.Answer is { } answer && answer.Deserialize<TOut>(CallJson.Options) is { } value ? value
                : PromisesValue(promised) ? throw Verdicts.NoAnswer() : default!;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or NotSupportedException or ArgumentException or FormatException)
        {
            throw Ended(Verdicts.Forged("The program sent something that is no answer"));
        }
    }

    private StudentFailure Ended(StudentFailure reason)
    {
        child!.End(reason);
        return reason;
    }

    /// <summary>Whether the probe's return type, or what its task gives, may not be null.</summary>
    private static bool PromisesValue(ParameterInfo result)
    {
        var declared = new NullabilityInfoContext().Create(result);
        return (typeof(Task).IsAssignableFrom(result.ParameterType) ? declared.GenericTypeArguments[0] : declared).ReadState == NullabilityState.NotNull;
    }
}
