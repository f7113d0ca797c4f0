return Frugal.Grading.Containment.Worker.Run(args);
