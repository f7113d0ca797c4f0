return Worker.Run(args);
