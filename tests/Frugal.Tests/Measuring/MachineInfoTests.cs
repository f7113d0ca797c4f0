using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class MachineInfoTests
{
    [Test]
    public void The_processor_is_named_with_the_extensions_that_matter()
    {
        var machine = MachineInfo.FromCpuInfo("""
            processor	: 0
            vendor_id	: AuthenticAMD
            model		: 2
            model name	: AMD EPYC 9B45
            flags		: fpu vme sse4_2 avx avx2 smap avx512f avx512_vnni
            """.ReplaceLineEndings("\n"));

        Assert.Multiple(() =>
        {
            Assert.That(machine.Cpu, Is.EqualTo("AMD EPYC 9B45"));
            Assert.That(machine.Flags, Is.EqualTo(new[] { "sse4_2", "avx", "avx2", "avx512f", "avx512_vnni" }));
        });
    }

    [Test]
    public void An_arm_board_is_named_by_its_model_and_features()
    {
        var machine = MachineInfo.FromCpuInfo("processor\t: 0\nFeatures\t: fp asimd aes asimddp\nModel\t\t: Raspberry Pi 5\n");

        Assert.That((machine.Cpu, string.Join(' ', machine.Flags)), Is.EqualTo(("Raspberry Pi 5", "asimd asimddp")));
    }

    [Test]
    public void This_machine_has_a_name_cores_memory_and_a_system()
    {
        var machine = MachineInfo.Current();

        Assert.That(machine, Has.Property("Cpu").Not.Empty.And.Property("Cores").Positive.And.Property("RamBytes").Positive.And.Property("Os").Not.Empty);
    }
}
