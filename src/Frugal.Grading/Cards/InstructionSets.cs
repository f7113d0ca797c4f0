using Frugal.Measuring;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>Describes a machine's vector instructions, which are needed to interpret a gain from int8.</summary>
internal static class InstructionSets
{
    /// <summary>"AVX2 without VNNI", "AVX-512 VNNI", "NEON with dot products": the widest set, and whether it multiplies and adds bytes in one step.</summary>
    public static Bilingual Of(MachineInfo machine)
    {
        bool Has(string flag) => machine.Flags.Contains(flag);
        Bilingual widest = Has("avx512_vnni") ? "AVX-512 VNNI"
            : Has("avx_vnni") ? "AVX2, AVX-VNNI"
            : Has("avx512f") ? ("AVX-512 without VNNI", "AVX-512 sans VNNI")
            : Has("avx2") ? ("AVX2 without VNNI", "AVX2 sans VNNI")
            : Has("avx") ? "AVX"
            : Has("sse4_2") ? "SSE4.2"
            : Has("i8mm") ? "NEON, i8mm"
            : Has("asimddp") ? ("NEON with dot products", "NEON avec produits scalaires")
            : Has("asimd") ? "NEON"
            : ("vector instructions unknown", "instructions vectorielles inconnues");
        return Has("amx_int8") ? widest + ", AMX" : widest;
    }
}
