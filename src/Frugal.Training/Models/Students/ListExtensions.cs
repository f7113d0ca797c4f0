namespace Frugal.Models;

internal static class ListExtensions
{
    /// <summary>The place of the first item that equals <paramref name="item"/>, or -1.</summary>
    public static int IndexOf(this IReadOnlyList<string> list, string item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == item)
            {
                return i;
            }
        }

        return -1;
    }
}
