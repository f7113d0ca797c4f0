using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Training.Tests.Architectures;

public class NetworkCostTests
{
    [Test]
    public void A_small_network_costs_what_a_hand_computes()
    {
        using var network = new ResNet(new ResNetOptions { Stem = 4, Widths = [8], Classes = 5 });

        var cost = NetworkCost.Of(network, 16, 16);

        // stem 3->4 at 8x8; block 4->8 at 4x4: two 3x3 and a 1x1 around them; 8->5.
        const long Macs = 8 * 8 * 4 * 3 * 9 + 4 * 4 * 8 * 4 * 9 + 4 * 4 * 8 * 8 * 9 + 4 * 4 * 8 * 4 + 8 * 5;
        const long Parameters = 4 * 3 * 9 + 2 * 4 + 8 * 4 * 9 + 2 * 8 + 8 * 8 * 9 + 2 * 8 + 8 * 4 + 2 * 8 + 8 * 5 + 5;
        Assert.That(cost, Is.EqualTo(new NetworkCost(Parameters, Macs)));
    }

    [Test]
    public void A_depthwise_convolution_counts_one_input_channel_for_each_output_channel()
    {
        using var network = new MobileNet(new MobileNetOptions { Stem = 4, Stages = [new(8, Expansion: 2, Blocks: 1)], Head = 6, Classes = 2 });

        // stem 3->4 at 8x8; expand 4->8 at 8x8; depthwise 8 at 4x4; project 8->8 at 4x4; head 8->6; 6->2.
        const long Macs = 64 * 4 * 27 + 64 * 8 * 4 + 16 * 8 * 9 + 16 * 8 * 8 + 16 * 6 * 8 + 12;
        Assert.That(NetworkCost.Of(network, 16, 16).Macs, Is.EqualTo(Macs));
    }

    [Test]
    public void The_course_networks_cost_what_PyTorch_counts()
    {
        var golden = GoldenNumbers.Read();
        using var resnet = new ResNet();
        using var mobilenet = new MobileNet();

        Assert.That(NetworkCost.Of(resnet, 96, 96), Is.EqualTo(new NetworkCost(golden.Resnet.Parameters, golden.Resnet.Macs)));
        Assert.That(NetworkCost.Of(mobilenet, 96, 96), Is.EqualTo(new NetworkCost(golden.Mobilenet.Parameters, golden.Mobilenet.Macs)));
    }

    [Test]
    public void The_MobileNet_needs_at_most_a_quarter_of_the_ResNet_s_multiplications()
    {
        using var resnet = new ResNet();
        using var mobilenet = new MobileNet();

        Assert.That(NetworkCost.Of(mobilenet, 96, 96).Macs * 4, Is.LessThanOrEqualTo(NetworkCost.Of(resnet, 96, 96).Macs));
    }

    [Test]
    public void A_picture_without_pixels_is_refused()
    {
        using var network = new MobileNet();

        Assert.That(() => NetworkCost.Of(network, 0, 96), Throws.TypeOf<FrugalException>().With.Message.Contains("0x96"));
    }

    [Test]
    public void A_shape_out_of_range_is_named_with_what_is_allowed()
    {
        Assert.That(() => new ResNet(new ResNetOptions { Stem = 0 }), Throws.TypeOf<FrugalException>().With.Message.Contains("Stem is 0; it must be 1 to 1024"));
        Assert.That(() => new ResNet(new ResNetOptions { Widths = [] }), Throws.TypeOf<FrugalException>().With.Message.Contains("number of Widths is 0"));
        Assert.That(
            () => new MobileNet(new MobileNetOptions { Stages = [new(8, Expansion: 99, Blocks: 1)] }),
            Throws.TypeOf<FrugalException>().With.Message.Contains("Expansion is 99"));
    }

    /// <summary>In float32 and with the integers of the dynamic quantiser, which turns the layers' weights round.</summary>
    [Test]
    public void Recurrent_layers_cost_what_their_network_says()
    {
        using var network = new BiLstm(SmallTexts.BiLstm);
        network.eval();
        var expected = NetworkCost.Of(network, SmallTexts.BiLstm.Length).Macs;
        using var file = new TemporaryFile("model.onnx");
        var model = OnnxExporter.Export(network, [SmallTexts.BiLstm.Length]);

        foreach (var form in new[] { model, DynamicQuantizer.Quantize(model).Model })
        {
            form.Save(file.Path);
            Assert.That(ModelCost.Of(file.Path, new ModelRunOptions()).Macs, Is.EqualTo(expected), form.Metadata.Format);
        }
    }
}
