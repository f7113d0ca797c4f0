namespace Frugal.Setup.Testing;

/// <summary>How to run a command with an administrator's rights.</summary>
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
}
