using System.Globalization;

namespace Frugal.Architectures;

/// <summary>Range checks for the options of architectures.</summary>
internal static class ShapeRange
{
    public static void Check(string architecture, string option, int given, int least, int most) => Check(architecture, option, (double)given, least, most);

    public static void Check(string architecture, string option, double given, double least, double most)
    {
        if (!(given >= least && given <= most))
        {
            throw new FrugalException(string.Create(CultureInfo.InvariantCulture,
                $"{architecture}: {option} is {given}; it must be {least} to {most}. Change the options that the network is built from."));
        }
    }
}
