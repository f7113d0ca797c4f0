using System.Globalization;
using System.Text;
using Frugal.Reporting;

namespace Frugal.Cli;

/// <summary>Passes text on without what could move the cursor, colour the screen or reverse the text direction.</summary>
internal sealed class PlainWriter : TextWriter
{
    private readonly TextWriter writer;

    public PlainWriter(TextWriter writer) => (this.writer, CoreNewLine) = (writer, writer.NewLine.ToCharArray());

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value)
    {
        if (value is '\r' or '\n' or '\t' || CharUnicodeInfo.GetUnicodeCategory(value) is not (UnicodeCategory.Control or UnicodeCategory.Format))
        {
            writer.Write(value);
        }
    }

    public override void Write(string? value) => writer.Write(PlainText.Visible(value ?? ""));

    /// <summary>In one call, so that lines of several threads do not mix.</summary>
    public override void WriteLine(string? value) => writer.WriteLine(PlainText.Visible(value ?? ""));

    public override void Flush() => writer.Flush();
}
