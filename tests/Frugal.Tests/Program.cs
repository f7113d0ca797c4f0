return args is [Frugal.Tests.Torch.TorchCrash.Command, var name] ? Frugal.Tests.Torch.TorchCrash.Run(name) : Frugal.Grading.Containment.Worker.Run(args);
