using static TorchSharp.torch;

namespace Frugal.Tests.Search;

/// <summary>Small networks on one thread: on two, a busy machine makes one wait for the other at every layer.</summary>
[SetUpFixture]
public class OneThread
{
    private int before;

    [OneTimeSetUp]
    public void Take()
    {
        before = get_num_threads();
        set_num_threads(1);
    }

    [OneTimeTearDown]
    public void GiveBack() => set_num_threads(before);
}
