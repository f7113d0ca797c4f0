using Frugal.Charts.Formatting;

namespace Frugal.Notebooks.Engine;

/// <summary>A shown value that can be replaced.</summary>
public sealed class DisplayHandle
{
    private readonly string id = Guid.NewGuid().ToString("N");

    private DisplayHandle() { }

    /// <summary>Replaces the shown value with <paramref name="value"/>.</summary>
    public void Update(object? value) => CellConsole.Current?.Show(new DisplayedValue(Formatters.Format(value), id, Update: true));

    internal static DisplayHandle Show(MimeBundle content)
    {
        var handle = new DisplayHandle();
        CellConsole.Current?.Show(new DisplayedValue(content, handle.id, Update: false));
        return handle;
    }
}
