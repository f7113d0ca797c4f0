[assembly: GradedLab("clothing-api")]
