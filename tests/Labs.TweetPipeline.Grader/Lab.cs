[assembly: GradedLab("tweet-pipeline")]
