namespace Frugal.Setup.Testing;

/// <summary>How to run a command with an administrator's rights.</summary>
public static class Administrator
{
    /// <summary>The prefix for a command: empty as root, sudo if it needs no password, null if neither applies.</summary>
    public static string[]? Prefix()
    {
        if (Environment.IsPrivilegedProcess)
        {
            return [];
        }

        // sudo clears the environment, including the setting that suppresses questions.
        string[] sudo = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"];
        return Shell.Capture("sudo", "-n", "echo", "yes")?.Trim() == "yes" ? sudo : null;
    }
}
