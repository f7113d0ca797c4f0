namespace Frugal.Setup.Steps;

/// <summary>How to run a command with an administrator's rights, or what to ask one for.</summary>
public static class Administrator
{
    /// <summary>The words to put before a command: none as root, sudo where it asks for no password; null where neither is so.</summary>
    public static string[]? Prefix()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return [];
        }

        // sudo drops the environment, and with it the promise not to ask questions.
        string[] sudo = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"];
        return Shell.Capture("sudo", "-n", "echo", "yes")?.Trim() == "yes" ? sudo : null;
    }

    /// <summary>The message to a user who may not install: the one line for the administrator.</summary>
    /// <param name="packages">The packages that are missing.</param>
    /// <param name="blas">The libraries that answer for BLAS and LAPACK now.</param>
    public static string Request(IReadOnlyList<string> packages, IReadOnlyList<string?> blas)
    {
        List<string> commands = [];
        if (packages.Count > 0)
        {
            commands.Add("apt-get update");
            commands.Add($"apt-get install --yes --no-install-recommends {string.Join(' ', packages)}");
        }

        if (blas.Any(file => file is not null) && !Blas.IsWanted(blas))
        {
            commands.AddRange(Blas.SetCommands.Select(words => string.Join(' ', words)));
        }

        var what = packages.Count > 0 ? $"{packages.Count} system packages are missing" : "the system's BLAS is not OpenBLAS's OpenMP build";
        return $"{what}, and this account may not change that. Ask an administrator to run this line, then run ./frugal setup again:\n"
            + $"    sudo sh -c '{string.Join(" && ", commands)}'";
    }
}
