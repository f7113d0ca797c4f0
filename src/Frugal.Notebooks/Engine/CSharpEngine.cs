using System.Reflection;
using System.Runtime.CompilerServices;
using Frugal.Charts.Formatting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// Runs C# cells in sequence. A cell sees the variables, functions, types and namespaces of earlier cells; its value is its trailing expression.
/// </summary>
public sealed class CSharpEngine : IDisposable
{
    private readonly SubmissionLoader loader = new();
    private readonly SubmissionCompiler compiler;
    private readonly References references;
    private readonly SemaphoreSlim turn = new(1);
    private object?[] state = new object?[16];
    private bool interrupted;
    private bool disposed;

    /// <summary>Creates an engine without variables.</summary>
    public CSharpEngine(EngineOptions? options = null)
    {
        // Initialises the native engines before a cell loads them, whether or not it uses Frugal: ONNX Runtime's telemetry, TorchSharp's allocator.
        RuntimeHelpers.RunModuleConstructor(typeof(FrugalException).Module.ModuleHandle);
        RuntimeHelpers.RunModuleConstructor(typeof(Training.Trainer).Module.ModuleHandle);
        options ??= new EngineOptions();
        compiler = new SubmissionCompiler(options);
        references = new References(options, loader);
        CellConsole.Attach();
    }

    /// <summary>Runs <paramref name="code"/> as the cell <paramref name="cell"/>, its name in errors; completes when the cell has ended.</summary>
    /// <param name="code">The cell's code.</param>
    /// <param name="cell">The cell's name.</param>
    /// <param name="output">Receives the cell's output.</param>
    /// <param name="interruption">Interrupts the cell; for limits see <see cref="CellThread"/>. The cell reads it as <see cref="Interruption.Current"/>.</param>
    public async Task<CellResult> RunAsync(string code, string cell, ICellOutput output, CancellationToken interruption = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(output);
        try
        {
            await turn.WaitAsync(interruption).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Errors.Interrupted(cell);
        }

        try
        {
            return await Task.Factory.StartNew(() => Run(code, cell, output, interruption), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Whether <paramref name="code"/> is a complete cell or needs another line.</summary>
    public static Completeness IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, SubmissionCompiler.Parsing);
        return !SyntaxFactory.IsCompleteSubmission(tree) ? Completeness.Incomplete
            : tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? Completeness.Invalid
            : Completeness.Complete;
    }

    /// <summary>The completions at <paramref name="position"/> of <paramref name="code"/>.</summary>
    public CompletionList Complete(string code, int position) => Completion.At(Look(code), position);

    /// <summary>The declaration and documentation of the name at <paramref name="position"/>; null if there is no known name.</summary>
    public MimeBundle? Inspect(string code, int position) => Inspection.At(Look(code), position);

    /// <summary>Compiles and runs a few cells without side effects, so that the user's first cell does not wait until the compiler is JIT-compiled.</summary>
    public static async Task WarmUpAsync()
    {
        using var engine = new CSharpEngine();
        string[] cells =
        [
            "using System.Globalization; record Warm(int A, string B); int Twice(int n) => 2 * n; var list = Enumerable.Range(0, 3).Select(n => new Warm(n, $\"{n}\")).ToList();",
            "await Task.Yield(); foreach (var item in list) { Console.Write(\"\"); } list",
            "Twice(21)",
        ];
        foreach (var cell in cells)
        {
            await engine.RunAsync(cell, "warm-up", Unheard.Instance).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            LeaveInterruption();
            CellConsole.Detach();
            turn.Dispose();
        }
    }

    private CSharpCompilation Look(string code) => compiler.Next(References.Blank(code), "cell", references.All);

    private CellResult Run(string code, string cell, ICellOutput output, CancellationToken interruption)
    {
        LeaveInterruption();
        CellConsole.Current = output;
        Interruption.Current = interruption;
        using var asking = interruption.Register(EnterInterruption);
        try
        {
            return Errors.OfMagic(code, cell) is { } error ? new CellResult { Error = error } : Execute(code, cell, interruption);
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            return Errors.Interrupted(cell);
        }
        catch (Exception failure)
        {
            return new CellResult { Error = Errors.Of(failure) };
        }
    }

    private CellResult Execute(string code, string cell, CancellationToken interruption)
    {
        var compiled = compiler.Compile(compiler.Next(references.Resolve(code, interruption), cell, references.All), interruption);
        if (compiled.Image is not { } image)
        {
            return new CellResult { Error = compiled.Diagnostics.IsEmpty ? null : Errors.Of(compiled.Diagnostics) };
        }

        if (compiled.Submission.GetEntryPoint(interruption) is not { } entry)
        {
            return new CellResult();
        }

        var assembly = loader.LoadCell(image, compiled.Symbols!);
        Errors.Remember(assembly, compiled.Edited);
        var start = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.CreateDelegate<Func<object?[], Task<object>>>();
        Grow();
        MimeBundle? shown = null;
        var ended = CellThread.Run(async () =>
        {
            var value = await start(state);
            shown = value is not null ? Formatters.Format(value) : null;
        }, interruption);
        return ended ? new CellResult { Value = shown } : Errors.Interrupted(cell);
    }

    /// <summary>Enables the checkpoints until the next cell begins, so that the interruption also reaches the cell's tasks and threads.</summary>
    private void EnterInterruption()
    {
        interrupted = true;
        Checkpoint.Close();
    }

    private void LeaveInterruption()
    {
        if (interrupted)
        {
            interrupted = false;
            Checkpoint.Open();
        }
    }

    /// <summary>A submission expects its own and the earlier ones' variables in one array, which the caller must make large enough.</summary>
    private void Grow()
    {
        var needed = 2;
        for (var at = compiler.Previous; at is not null; at = at.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            needed++;
        }

        if (needed > state.Length)
        {
            Array.Resize(ref state, 2 * needed);
        }
    }

    private sealed class Unheard : ICellOutput
    {
        public static Unheard Instance { get; } = new();

        public void Write(StreamKind stream, string text) { }

        public void Show(DisplayedValue value) { }

        public string ReadLine(InputPrompt prompt) => "";
    }
}
