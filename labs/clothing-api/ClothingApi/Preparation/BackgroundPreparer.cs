using System.Diagnostics;

namespace ClothingApi.Preparation;

/// <summary>Makes missing files when the server starts: in a process of its own, so that what the making needs (the training pictures, the quantiser) never
/// counts towards the server's memory.</summary>
public sealed class BackgroundPreparer(ClothingSettings settings, PreparedFolder folder, ILogger<BackgroundPreparer> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Prepare || await Task.Run(() => Preparer.IsDone(folder, settings), stoppingToken))
        {
            return;
        }

        folder.IsBeingMade = true;
        try
        {
            log.LogInformation("Making models and catalogue of {Dataset}; this takes some seconds", folder.Set.Dataset);
            await RunAsync(stoppingToken);
        }
        finally
        {
            folder.IsBeingMade = false;
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(BackgroundPreparer).Assembly.Location);
        }

        start.ArgumentList.Add("prepare");
        start.Environment["Clothing__Source"] = settings.Source;
        start.Environment["Clothing__Folder"] = settings.Folder;
        start.Environment["Clothing__ModelBudget"] = settings.ModelBudget;
        start.Environment["Clothing__Articles"] = settings.Articles.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var child = Process.Start(start)!;
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
            log.Log(level, "{Line}", line);
        }
    }
}
