using System.Diagnostics;
using ChatbotMemory.Processes;
using Frugal;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Files;

/// <summary>Makes missing files when the server has started: in a process of its own, so that what the making needs never counts towards the server's memory.</summary>
public sealed class BackgroundFormMaker(ChatSettings settings, Lazy<ModelForms> forms, ILogger<BackgroundFormMaker> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? failure;

    /// <summary>Whether files may still come.</summary>
    public bool IsRunning => !done.Task.IsCompleted;

    /// <summary>Ends when no files come any more.</summary>
    public Task Done => done.Task;

    /// <summary>Waits a while for a form's file.</summary>
    /// <exception cref="ProblemException">It is not there yet (503, <c>preparing</c>), or could not be made (503, <c>model_unavailable</c>).</exception>
    public async Task RequireAsync(ModelForm form, CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); !form.Ready; await Task.Delay(100, cancellation))
        {
            if (!IsRunning)
            {
                throw new ProblemException(Problem.ModelUnavailable($"{form.Name}: its file could not be made. {failure}", TimeSpan.FromSeconds(5)));
            }

            if (waited.Elapsed > Patience)
            {
                throw new ProblemException(new(503, "preparing", "The model's file is being made", $"{form.Name} is made of {settings.Model}, once. Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(5) });
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Yield();
            if (settings.Prepare && !FormMaker.IsDone(forms.Value))
            {
                log.LogInformation("Making the forms of {Model}, once", settings.Model);
                await RunAsync(stoppingToken);
            }
        }
        catch (FrugalException missing)
        {
            failure = missing.Message;
            log.LogError("{Failure}", failure);
        }
        finally
        {
            done.TrySetResult();
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        using var child = Process.Start(OwnProcess.Start("prepare", $"--Chat:Model={forms.Value.Source.Path}", $"--Chat:Folder={settings.Folder}", $"--Chat:FileBudget={settings.FileBudget}"))!;
        child.OutputDataReceived += (_, line) => Tell(line.Data, LogLevel.Information);
        child.ErrorDataReceived += (_, line) => Tell(line.Data, LogLevel.Error);
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        try
        {
            await child.WaitForExitAsync(stopping);
        }
        finally
        {
            if (!child.HasExited)
            {
                child.Kill(entireProcessTree: true);
            }
        }
    }

    private void Tell(string? line, LogLevel level)
    {
        if (line is not null)
        {
            failure = line;
            log.Log(level, "{Line}", line);
        }
    }
}
