[assembly: GradedLab("make-it-small")]
