using System.Text;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// Routes what cells write to <see cref="Console"/> to the cell that wrote it. The cell is part of the execution context, which tasks and
/// threads inherit. While no engine exists, the console is the process's own.
/// </summary>
internal static class CellConsole
{
    private static readonly AsyncLocal<ICellOutput?> Running = new();
    private static readonly Lock Gate = new();
    private static (TextWriter Output, TextWriter Error, TextReader Input)? own;
    private static int engines;

    /// <summary>The output of the cell that runs in this context; null outside a cell.</summary>
    public static ICellOutput? Current
    {
        get => Running.Value;
        set
        {
            Running.Value = value;
            Latest = value ?? Latest;
        }
    }

    /// <summary>The output of the most recently started cell, for text without a context.</summary>
    public static ICellOutput? Latest { get; private set; }

    public static void Attach()
    {
        lock (Gate)
        {
            if (engines++ == 0)
            {
                var saved = (Console.Out, Console.Error, Console.In);
                own = saved;
                Console.SetOut(new Writer(StreamKind.Output, saved.Out));
                Console.SetError(new Writer(StreamKind.Error, saved.Error));
                Console.SetIn(new Reader(saved.In));
            }
        }
    }

    public static void Detach()
    {
        lock (Gate)
        {
            if (--engines == 0 && own is { } saved)
            {
                Console.SetOut(saved.Output);
                Console.SetError(saved.Error);
                Console.SetIn(saved.Input);
                own = null;
            }
        }
    }

    private sealed class Writer(StreamKind stream, TextWriter outside) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            if (Current is { } cell)
            {
                cell.Write(stream, value ?? "");
            }
            else
            {
                outside.Write(value);
            }
        }

        public override void WriteLine(string? value) => Write(value + NewLine);

        public override void WriteLine() => Write(NewLine);

        public override void Flush() => outside.Flush();
    }

    private sealed class Reader(TextReader outside) : TextReader
    {
        private string rest = "";

        public override string? ReadLine()
        {
            if (rest.Length > 0)
            {
                (var line, rest) = (rest.TrimEnd('\n'), "");
                return line;
            }

            return Current is { } cell ? cell.ReadLine(new InputPrompt("")) : outside.ReadLine();
        }

        public override int Peek() => Fill() ? rest[0] : -1;

        public override int Read()
        {
            if (!Fill())
            {
                return -1;
            }

            (int next, rest) = (rest[0], rest[1..]);
            return next;
        }

        private bool Fill()
        {
            if (rest.Length == 0 && ReadLine() is { } line)
            {
                rest = line + "\n";
            }

            return rest.Length > 0;
        }
    }
}
