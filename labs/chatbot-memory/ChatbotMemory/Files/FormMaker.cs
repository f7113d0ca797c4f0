using ChatbotMemory.Weights;
using Frugal.Llama;

namespace ChatbotMemory.Files;

/// <summary>Makes the forms of a model whose files are missing: F16 by task 3, a budget by task 4, the others by llama.cpp's quantiser.</summary>
public static class FormMaker
{
    /// <summary>Whether nothing is missing.</summary>
    public static bool IsDone(ModelForms forms) => forms.All.All(form => form.Ready);

    /// <summary>Makes what is missing, the smallest first: its mode is the one that is wanted first.</summary>
    /// <exception cref="Frugal.FrugalException">A file cannot be made; those before it are there.</exception>
    public static void Run(ModelForms forms, Action<string> tell)
    {
        foreach (var form in forms.All.Where(form => !form.Ready).Reverse())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(form.Path)!);
            try
            {
                Make(forms, form, tell);
                tell(FormattableString.Invariant($"{form.Name}: {form.Bytes:N0} bytes"));
            }
            catch (NotImplementedException task)
            {
                tell($"Left out: {form.Name}. {task.Message}");
            }
        }
    }

    private static void Make(ModelForms forms, ModelForm form, Action<string> tell)
    {
        var from = forms.Source.Path;
        if (form.Type.StartsWith("max-", StringComparison.Ordinal))
        {
            tell($"{form.Name}: in {BudgetFile.Write(from, form.Path, form.Estimate)}");
            return;
        }

        if (form.Type == "F16" && forms.Type == "F32" && Unfinished.Else(() => HalfFile.Write(from, form.Path), () => -1) is >= 0 and var beyond)
        {
            tell(FormattableString.Invariant($"{form.Name}: {beyond:N0} weights were beyond F16"));
            return;
        }

        LlamaQuantizer.Quantize(from, form.Path, LlamaFileType.Named(form.Type));
    }
}
