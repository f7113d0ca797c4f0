using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Frugal.Notebooks.Runner;

/// <summary>Processes that cells started and left behind, in whatever session: they inherit the host's environment, and its pipes.</summary>
internal sealed class LeftBehind
{
    public const string Variable = "FRUGAL_NOTEBOOK_RUN";

    /// <summary>The value of <see cref="Variable"/> in one host and all that it starts.</summary>
    public string Mark { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Kills them. Linux only: elsewhere they are not found.</summary>
    public void Kill()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var mark = Encoding.ASCII.GetBytes($"{Variable}={Mark}");
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && File.ReadAllBytes($"{folder}/environ").AsSpan().IndexOf(mark) >= 0)
                {
                    using var process = Process.GetProcessById(id);
                    process.Kill();
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // The process has ended meanwhile, or belongs to another user.
            }
        }
    }
}
