namespace Frugal.Architectures;

/// <summary>The one place where an architecture's option is found out of range.</summary>
internal static class ShapeRange
{
    public static void Check(string architecture, string option, int given, int least, int most)
    {
        if (given < least || given > most)
        {
            throw new FrugalException($"{architecture}: {option} is {given}; it must be {least} to {most}. Change the options that the network is built from.");
        }
    }
}
