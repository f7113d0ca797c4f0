using System.Net.Sockets;

namespace Hostile;

/// <summary>Submissions that reach for what is not theirs.</summary>
public static class Reaches
{
    public static int WriteAFile(string path)
    {
        File.WriteAllText(path, """{"score": 100}""");
        return 0;
    }

    public static int DeleteAFile(string path)
    {
        File.Delete(path);
        return 0;
    }

    public static int DeleteItself(string about)
    {
        File.Delete(typeof(Reaches).Assembly.Location);
        return about.Length;
    }

    /// <summary>Another process's memory or environment: /proc/PID/mem, /proc/PID/environ.</summary>
    public static int ReadAFile(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte();
    }

    public static int Connect(string endPoint)
    {
        using var client = new TcpClient();
        client.Connect(System.Net.IPEndPoint.Parse(endPoint));
        client.GetStream().Write("the answers, please\n"u8);
        return 0;
    }

    public static int KillAProcess(string id)
    {
        System.Diagnostics.Process.GetProcessById(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).Kill();
        return 0;
    }

    /// <summary>What a task may well do: a server on its own loopback.</summary>
    public static int ServeItself(string about)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        Connect(listener.LocalEndpoint.ToString()!);
        return about.Length;
    }
}
