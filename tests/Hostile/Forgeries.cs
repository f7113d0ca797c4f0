using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Hostile;

/// <summary>Submissions that answer the grader behind its back. Each seems to know that the answer is 42.</summary>
public static partial class Forgeries
{
    /// <summary>A frame in the right form, sent ahead of the true answer.</summary>
    public static int GuessedReply(string about)
    {
        Send(Reply("00000000000000000000000000000000"));
        return about.Length;
    }

    /// <summary>A frame with the very nonce of the call, found in the process's own memory.</summary>
    public static int StolenNonce(string about)
    {
        foreach (var nonce in Nonces())
        {
            Send(Reply(nonce));
        }

        return about.Length;
    }

    public static int Garbage(string about)
    {
        Write(Encoding.ASCII.GetBytes("\u001b[31mALL TESTS PASSED\n"));
        return about.Length;
    }

    public static int NotJson(string about)
    {
        Send("42"u8.ToArray());
        return about.Length;
    }

    /// <summary>Announces two gigabytes.</summary>
    public static int EndlessFrame(string about)
    {
        Write([0xff, 0xff, 0xff, 0x7f]);
        return Ends.Deadlock(about);
    }

    /// <summary>Announces more than it sends.</summary>
    public static int HalfAFrame(string about)
    {
        Write([100, 0, 0, 0, (byte)'{']);
        Environment.Exit(0);
        return about.Length;
    }

    public static int CloseTheChannel(string about)
    {
        new SafeFileHandle(Channel, ownsHandle: true).Dispose();
        return Ends.Deadlock(about);
    }

    /// <summary>Changes how answers are written, wherever the worker keeps that.</summary>
    public static int PatchTheWorker(string about)
    {
        var worker = AppDomain.CurrentDomain.GetAssemblies().SelectMany(assembly => assembly.GetTypes()).First(type => type.Name == "CallJson");
        foreach (var field in worker.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        {
            field.SetValue(null, new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } });
        }

        return about.Length;
    }

    internal static int Channel => int.Parse(Environment.GetCommandLineArgs()[3], CultureInfo.InvariantCulture);

    internal static byte[] Reply(string nonce) => Encoding.ASCII.GetBytes($$"""{"Nonce":"{{nonce}}","Answer":42}""");

    internal static void Send(byte[] content)
    {
        var frame = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, content.Length);
        content.CopyTo(frame, 4);
        Write(frame);
    }

    private static void Write(byte[] bytes)
    {
        using var channel = new FileStream(new SafeFileHandle(Channel, ownsHandle: false), FileAccess.Write, 0);
        channel.Write(bytes);
    }

    /// <summary>The nonces in the process's writable memory, read through a small window: an attack that runs out of its own memory shows nothing.</summary>
    internal static IEnumerable<string> Nonces()
    {
        using var memory = File.OpenRead("/proc/self/mem");
        var found = new HashSet<string>();
        var window = new byte[1 << 20];
        foreach (var map in File.ReadAllLines("/proc/self/maps").Where(line => line.Contains(" rw-p 00000000 00:00 0", StringComparison.Ordinal)))
        {
            var range = map.Split(' ')[0].Split('-').Select(end => long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            var last = Math.Min(range[1], range[0] + (64 << 20));
            for (var at = range[0]; at < last; at += window.Length - Overlap)
            {
                var part = window.AsSpan(0, (int)Math.Min(window.Length, last - at));
                try
                {
                    memory.Position = at;
                    memory.ReadExactly(part);
                }
                catch (Exception unreadable) when (unreadable is IOException or ArgumentException)
                {
                    break;
                }

                found.UnionWith(Nonce().Matches(Encoding.Latin1.GetString(part)).Select(match => match.Groups[1].Value));
            }
        }

        return found;
    }

    /// <summary>More bytes than a nonce and its name have: one that lies across two windows is whole in the second.</summary>
    private const int Overlap = 64;

    [GeneratedRegex("\"Nonce\":\"([0-9A-F]{32})\"")]
    private static partial Regex Nonce();
}
