[assembly: LevelOfParallelism(16)]   // a fixture runs alone unless it is marked; those are that are slow, time nothing, and own what they change or take turns at it: see TakesTurnsAttribute
