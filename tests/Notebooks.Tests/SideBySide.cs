// Most tests wait for a process of their own: as many at once as there are processors.
[assembly: Parallelizable(ParallelScope.All)]
