using System.Text.Json;

namespace Frugal.Notebooks.Ipynb;

/// <summary>The errors for a faulty notebook file.</summary>
internal static class NotebookFault
{
    public static FrugalException Malformed(string name, JsonException failure)
    {
        var what = failure.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd('.');
        return new FrugalException($"{name}: no valid JSON at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}: {what}. Correct that line, or get the file again.", failure);
    }

    public static FrugalException NotANotebook(string name, string why) =>
        new($"{name}: no Jupyter notebook: {why}. Give an .ipynb file of nbformat 4.");

    public static FrugalException WrongFormat(string name, int major) => new(major < 4
        ? $"{name}: nbformat {major}; only nbformat 4 is read. Convert it with 'jupyter nbconvert --to notebook --nbformat 4', or open and save it in JupyterLab."
        : $"{name}: nbformat {major}; only nbformat 4 is read. Save it as nbformat 4.");
}
