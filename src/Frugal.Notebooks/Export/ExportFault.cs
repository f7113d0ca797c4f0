namespace Frugal.Notebooks.Export;

/// <summary>The reasons why a cell cannot be exported to a C# file.</summary>
internal static class ExportFault
{
    public static FrugalException DoesNotCompile(string notebook, int cell, string error) =>
        new($"{notebook}, cell {cell}: {error}. Repair the cell, then export again.");

    public static FrugalException OtherLanguage(string notebook, int cell, string what) =>
        new($"{notebook}, cell {cell}: '{what}' is not C#. Only plain C# cells can be exported; delete or translate the cell.");

    public static FrugalException Unsupported(string notebook, int cell, string what, string remedy) =>
        new($"{notebook}, cell {cell}: {what} cannot stand among the statements of a C# file. {remedy}");

    public static FrugalException DoesNotFit(string notebook, int? cell, string error) =>
        new($"{notebook}{(cell is null ? "" : $", cell {cell}")}: the cell works in a notebook, but not in one file with the other cells ({error}). Rename what it declares, or move it into a function.");
}
