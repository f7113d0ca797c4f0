// Two fixtures wait for processes more than they compute; beside them run as many notebooks as there are processors, see CourseNotebookTests.
[assembly: LevelOfParallelism(4)]
