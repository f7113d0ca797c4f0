using Frugal.Reporting;
using Spectre.Console.Rendering;

namespace Frugal.Cli;

/// <summary>Does for tables and formatted text what <see cref="PlainWriter"/> does for plain text; the console's own sequences stay.</summary>
internal sealed class PlainSegments : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(content => new Plain(content));

    private sealed class Plain(IRenderable content) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => content.Render(options, maxWidth).Select(segment =>
            segment.IsControlCode || segment.IsLineBreak ? segment : new Segment(PlainText.Visible(segment.Text), segment.Style));
    }
}
