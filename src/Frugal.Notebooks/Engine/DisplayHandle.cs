using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>A value that is on show, and can be shown anew.</summary>
public sealed class DisplayHandle
{
    private readonly string id = Guid.NewGuid().ToString("N");

    private DisplayHandle() { }

    /// <summary>Shows <paramref name="value"/> in the place of what was shown before.</summary>
    public void Update(object? value) => CellConsole.Current?.Show(new DisplayedValue(Formatters.Format(value), id, Update: true));

    internal static DisplayHandle Show(MimeBundle content)
    {
        var handle = new DisplayHandle();
        CellConsole.Current?.Show(new DisplayedValue(content, handle.id, Update: false));
        return handle;
    }
}
