using Frugal.Setup;
using Frugal.Setup.Steps;
using Frugal.Tests.House;

namespace Frugal.Tests.Setup;

public class DebianPackageTests
{
    [Test]
    public void Only_packages_that_are_fully_installed_count()
    {
        const string output = """
            cmake installed 3.25.1-1
            g++ not-installed
            libtorch-dev config-files 1.13.1+dfsg-4
            libwebp7 unpacked 1.2.4-0.2+deb12u1
            ninja-build installed 1.11.1-2~deb12u1

            """;

        var installed = DebianPackage.ParseInstalled(output);

        Assert.That(installed, Is.EqualTo(new Dictionary<string, string> { ["cmake"] = "3.25.1-1", ["ninja-build"] = "1.11.1-2~deb12u1" }));
    }

    [Test]
    public void No_output_means_nothing_installed() =>
        Assert.That(DebianPackage.ParseInstalled(""), Is.Empty);

    [TestCase("/usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3", "/usr/lib/x86_64-linux-gnu/openblas-openmp/liblapack.so.3", true)]
    [TestCase("/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3", "/usr/lib/x86_64-linux-gnu/openblas-openmp/liblapack.so.3", false)]
    [TestCase("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3", "/usr/lib/x86_64-linux-gnu/lapack/liblapack.so.3", false)]
    [TestCase(null, null, false)]
    public void Blas_and_lapack_must_both_be_the_openmp_build(string? blas, string? lapack, bool expected) =>
        Assert.That(Blas.IsWanted([blas, lapack]), Is.EqualTo(expected));

    [Test]
    public void An_administrator_is_asked_for_one_line_with_the_missing_packages_alone()
    {
        var request = Administrator.Request(["cmake", "g++"], [null, null]);

        Assert.That(request.Split('\n')[^1].Trim(),
            Is.EqualTo("sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends cmake g++'"));
    }

    [Test]
    public void An_administrator_is_asked_to_choose_the_blas_where_another_is_chosen()
    {
        var request = Administrator.Request([], ["/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3", null]);

        Assert.That(request, Does.Contain(
            "update-alternatives --set libblas.so.3-x86_64-linux-gnu /usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3"));
        Assert.That(request, Does.Not.Contain("apt-get"));
    }

    [Test]
    public void The_tests_look_for_their_tools_and_leave_the_blas_alone()
    {
        var checks = DebianStep.ForTests(new Repository(Tree.Root)).Inspect();

        Assert.That(checks.Select(check => check.Name), Is.EqualTo(new[] { "chromium", "python3-nbclient", "jupyter-nbconvert" }));
    }
}
